import type { Upload } from '../../../core/uploads/upload.ts'
import { Progress } from '../../../ui/Progress.tsx'
import { useUploads } from '../uploads-context.ts'
import { percentDone } from './percent-done.ts'
import { words } from './tile-words.ts'
import { useUploadFact } from './use-upload.ts'

/** The edge of a row or tile as its progress bar. Follows the progress by itself. */
export function ProgressEdge({
  upload: { id, stage, path },
  className,
}: {
  upload: Upload
  /** Its place. */
  className: string
}) {
  const percent = useUploadFact(useUploads().store, id, percentDone)
  const { name } = stage
  if (name !== 'hashing' && name !== 'uploading' && name !== 'confirming') return null
  return (
    <Progress
      label={`${words.stage[name]} ${path}`}
      percent={percent}
      tone={name === 'hashing' ? 'faint' : 'accent'}
      className={`absolute z-1 h-0.5 ${className}`}
    />
  )
}
