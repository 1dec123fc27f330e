import type { Listed } from '../../core/listed.ts'
import type { Upload } from '../../core/upload.ts'
import { FileResult } from './FileResult.tsx'
import type { FilesPorts } from './files-ports.ts'
import { useGesture } from './use-gesture.ts'
import { VerifyButton } from './VerifyButton.tsx'

/** Where an upload of now lives, and the way to prove it. */
export function UploadResult({
  upload: { id, stage },
  listed,
  ports,
}: {
  upload: Upload
  listed: Listed
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
