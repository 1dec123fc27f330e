import type { Upload } from '../../../core/uploads/upload.ts'
import { Progress } from '../../../ui/Progress.tsx'
import { words } from './tile-words.ts'
import { usePercent } from './use-upload.ts'

/** The edge of a row or tile as its progress bar. Follows the progress by itself. */
export function ProgressEdge({
  upload,
  className,
}: {
  upload: Upload
  /** Its place. */
  className: string
}) {
  const percent = usePercent(upload)
  const { name } = upload.stage
  if (name !== 'hashing' && name !== 'uploading' && name !== 'confirming') return null
  return (
    <Progress
      label={`${words.stage[name]} ${upload.path}`}
      percent={percent}
      tone={name === 'hashing' ? 'faint' : 'accent'}
      className={`absolute z-1 h-0.5 ${className}`}
    />
  )
}
