import type { ListItem } from '../../../core/request/list-item.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import type { FilesPorts } from '../list/files-ports.ts'
import { useGesture } from '../list/use-gesture.ts'
import { FileResult } from './FileResult.tsx'
import { VerifyButton } from './VerifyButton.tsx'

/** Where an upload of now lives, and the way to prove it. */
export function UploadResult({
  upload: { id, stage },
  listed,
  ports,
}: {
  upload: Upload
  listed: ListItem
  ports: FilesPorts
}) {
  // What comes of it is told by badges, or the failure.
  const check = useGesture(() => ports.verify(id))
  return (
    <FileResult
      listed={listed}
      ports={ports}
      note={check.sentence}
      button={stage.name === 'uploaded' && <VerifyButton check={check} />}
    />
  )
}
