import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { MediaFacts } from '../../core/history/history.ts'
import { knownDuration } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { MediaView } from './MediaView.tsx'
import { PreviewFacts } from './PreviewFacts.tsx'
import type { PreviewedFile } from './previewed-file.ts'
import { useArrowKeys } from './use-arrow-keys.ts'
import { words } from './words.ts'

const WAY =
  'absolute top-1/2 size-9! [translate:0_-50%] rounded-full! bg-raised! shadow-float pointer-coarse:size-11!'

/**
 * The large preview of a picture, a video, or a sound with its waveform, and its facts. Media
 * never plays by itself. With a neighbour, buttons and arrow keys call `onPrevious` and `onNext`,
 * and the caller passes another file.
 */
export function PreviewDialog({
  shown,
  onClose,
  onDetails,
  onPrevious,
  onNext,
  children,
}: {
  shown: PreviewedFile
  onClose: () => void
  /** Absent where there are no details. */
  onDetails?: (() => void) | undefined
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** Buttons for actions on the file. */
  children?: ReactNode
}) {
  const hasNeighbours = onPrevious !== undefined || onNext !== undefined
  useArrowKeys(onPrevious, onNext)
  const [read, setRead] = useState<{ url: string; media: MediaFacts }>()
  const media = joinFacts(shown.media, read?.url === shown.url ? read.media : undefined)
  return (
    <Dialog
      title={shown.title}
      size="picture"
      isBare
      onClose={onClose}
      foot={
        <>
          <PreviewFacts media={media} mediaType={shown.mediaType} size={shown.size} />
          <div className="ms-auto flex flex-wrap justify-end gap-1">
            {onDetails && (
              <Button look="quiet" onClick={onDetails}>
                {words.details}
              </Button>
            )}
            {children}
          </div>
        </>
      }
    >
      {hasNeighbours && (
        // Screen readers ignore the page's live regions behind a modal dialog.
        <p aria-live="polite" className="sr-only">
          {shown.title}
        </p>
      )}
      <div className="relative">
        <MediaView
          key={shown.url}
          shown={shown}
          media={media}
          onFacts={(facts) => setRead({ url: shown.url, media: facts })}
        />
        {hasNeighbours && (
          <>
            <IconButton
              label={words.previous}
              icon={ChevronLeft}
              idle={!onPrevious}
              onClick={onPrevious}
              className={`${WAY} start-3`}
            />
            <IconButton
              label={words.next}
              icon={ChevronRight}
              idle={!onNext}
              onClick={onNext}
              className={`${WAY} end-3`}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

function joinFacts(known: MediaFacts | undefined, read: MediaFacts | undefined): MediaFacts {
  return {
    width: known?.width ?? read?.width,
    height: known?.height ?? read?.height,
    duration: (known && knownDuration(known)) ?? read?.duration,
    peaks: known?.peaks,
  }
}
