import { RotateCw, X } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { ListItem } from '../../../core/request/list-item.ts'
import { contentOf, isAtRest, isFinal } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { Button } from '../../../ui/Button.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useUploads } from '../uploads-context.ts'
import { DetailsButton } from './DetailsButton.tsx'
import { RemoveButton } from './RemoveButton.tsx'

interface FileActionsProps {
  upload: Upload
  listed: ListItem | undefined
}

/** The buttons of a file. The first one stays the same element, so that it keeps the focus. */
export function FileActions({ upload, listed }: FileActionsProps) {
  const { queue } = useUploads()
  const { id, stage, gateway } = upload
  const hash = contentOf(stage)
  const ended = isFinal(stage)
  const isUploaded = stage.name === 'uploaded'
  const name = isUploaded ? 'Upload again' : ended ? 'Retry' : 'Cancel'
  const Sign = ended ? RotateCw : X

  function remove({ currentTarget }: MouseEvent): void {
    const row = currentTarget.closest('li')
    // The bar of the batch goes with the last file.
    const isLast = row?.parentElement?.childElementCount === 1
    leaveFocus(isLast ? (row.parentElement?.parentElement ?? null) : row)
    queue.remove([id])
  }

  return (
    <div className="flex gap-1">
      {stage.name !== 'missing-file' && (
        <Button
          look={stage.name === 'failed' ? 'plain' : 'quiet'}
          title={isUploaded ? 'Upload again: sends the file once more' : undefined}
          tight={isUploaded}
          className="max-sm:px-2"
          onClick={() => (ended ? queue.retry([id]) : queue.cancel([id]))}
        >
          <Sign size={15} aria-hidden className={ended ? '' : 'sm:hidden'} />
          <span className={isUploaded ? 'sr-only' : 'max-sm:sr-only'}>{name}</span>
        </Button>
      )}
      {hash && !listed && <DetailsButton target={{ gateway, hash }} />}
      {listed && isUploaded && (
        <RemoveButton listed={listed}>
          <X size={15} aria-hidden />
        </RemoveButton>
      )}
      {isAtRest(stage) && !isUploaded && (
        <Button
          look="quiet"
          tight
          aria-label="Remove"
          title="Remove from this list; the file stays at the gateway"
          onClick={remove}
        >
          <X size={15} aria-hidden />
        </Button>
      )}
    </div>
  )
}
