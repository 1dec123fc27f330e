import { RotateCw, X } from 'lucide-react'
import type { Queue } from '../../core/queue.ts'
import { isFinal } from '../../core/stage.ts'
import type { Upload } from '../../core/upload.ts'
import { Button } from '../../ui/Button.tsx'

/** What can be done with a file where it stands. */
export function FileActions({ upload, queue }: { upload: Upload; queue: Queue }) {
  const { id, stage } = upload
  if (!isFinal(stage)) {
    return (
      <Button look="quiet" onClick={() => queue.cancel([id])}>
        <X size={15} aria-hidden className="sm:hidden" />
        <span className="max-sm:sr-only">Cancel</span>
      </Button>
    )
  }
  return (
    <div className="flex shrink-0 justify-end sm:gap-1">
      <Button
        look={stage.name === 'uploaded' ? 'quiet' : 'plain'}
        className={stage.name === 'uploaded' ? 'px-2' : ''}
        aria-label={stage.name === 'uploaded' ? 'Upload again' : 'Retry'}
        title={stage.name === 'uploaded' ? 'Upload again' : undefined}
        onClick={() => queue.retry([id])}
      >
        <RotateCw size={15} aria-hidden />
        {stage.name !== 'uploaded' && 'Retry'}
      </Button>
      <Button
        look="quiet"
        className="px-2"
        aria-label="Remove"
        title="Remove from this list; the file stays at the gateway"
        onClick={() => queue.remove([id])}
      >
        <X size={15} aria-hidden />
      </Button>
    </div>
  )
}
