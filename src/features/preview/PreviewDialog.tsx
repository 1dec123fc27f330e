import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { MediaFacts } from '../../core/history/history.ts'
import { knownDuration } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { MediaView } from './MediaView.tsx'
import { PreviewFacts } from './PreviewFacts.tsx'
import type { PreviewedFile } from './previewed-file.ts'
import { useArrowKeys } from './use-arrow-keys.ts'

/**
 * The large preview of a picture, a video, or a sound with its waveform, and its facts. Media
 * never plays by itself. With a neighbour, buttons and arrow keys call `onPrevious` and `onNext`,
 * and the caller passes another file.
 */
export function PreviewDialog({
  shown,
  onClose,
  onPrevious,
  onNext,
  children,
}: {
  shown: PreviewedFile
  onClose: () => void
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** Buttons for actions on the file. */
  children?: ReactNode
}) {
  const hasNeighbours = onPrevious !== undefined || onNext !== undefined
  useArrowKeys(onPrevious, onNext)
  return (
    <Dialog title={shown.title} wide onClose={onClose}>
      {hasNeighbours && (
        // Screen readers ignore the page's live regions behind a modal dialog.
        <p aria-live="polite" className="sr-only">
          {shown.title}
        </p>
      )}
      <Preview key={shown.url} shown={shown} />
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {hasNeighbours && (
          <>
            <Button idle={!onPrevious} onClick={onPrevious}>
              <ChevronLeft size={15} aria-hidden />
              Previous
            </Button>
            <Button idle={!onNext} onClick={onNext}>
              Next
              <ChevronRight size={15} aria-hidden />
            </Button>
          </>
        )}
        {children && <div className="ml-auto flex flex-wrap gap-2">{children}</div>}
      </div>
    </Dialog>
  )
}

function Preview({ shown }: { shown: PreviewedFile }) {
  const [read, setRead] = useState<MediaFacts>()
  const media: MediaFacts = {
    width: shown.media?.width ?? read?.width,
    height: shown.media?.height ?? read?.height,
    duration: (shown.media && knownDuration(shown.media)) ?? read?.duration,
    peaks: shown.media?.peaks,
  }
  return (
    <>
      <MediaView shown={shown} media={media} onFacts={setRead} />
      <div className="mt-3">
        <PreviewFacts media={media} mediaType={shown.mediaType} size={shown.size} />
      </div>
    </>
  )
}
