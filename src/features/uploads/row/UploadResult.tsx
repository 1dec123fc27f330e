import type { ListItem } from '../../../core/request/list-item.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { useGesture } from '../list/use-gesture.ts'
import { useUploads } from '../uploads-context.ts'
import { FileResult } from './FileResult.tsx'
import { VerifyButton } from './VerifyButton.tsx'

/** The URL of an upload of this list, with a button that verifies it. */
export function UploadResult({ upload, listed }: { upload: Upload; listed: ListItem }) {
  const { id, stage } = upload
  const { verify } = useUploads()
  // Badges or the failure show the result.
  const check = useGesture(() => verify(id))
  return (
    <FileResult
      listed={listed}
      note={check.sentence}
      button={stage.name === 'uploaded' && <VerifyButton check={check} />}
    />
  )
}
