import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { MediaFacts } from '../../core/history/history.ts'
import { knownDuration } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PreviewFacts } from './PreviewFacts.tsx'
import type { PreviewedFile } from './previewed-file.ts'
import { Stage } from './Stage.tsx'
import { useArrowKeys } from './use-arrow-keys.ts'

/**
 * One file, large: a picture, a film or a sound with its waveform, and what is known of it.
 * Nothing plays by itself. Where one of the neighbours is given, there are two buttons, and the
 * left and right arrow keys do the same; the caller then shows another file.
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
  /** What can be done with the file. */
  children?: ReactNode
}) {
  const hasNeighbours = onPrevious !== undefined || onNext !== undefined
  useArrowKeys(onPrevious, onNext)
  return (
    <Dialog title={shown.title} wide onClose={onClose}>
      {hasNeighbours && (
        // The page's own live regions are out of reach behind a modal dialog.
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
  const [seen, setSeen] = useState<MediaFacts>()
  const media: MediaFacts = {
    width: shown.media?.width ?? seen?.width,
    height: shown.media?.height ?? seen?.height,
    duration: (shown.media && knownDuration(shown.media)) ?? seen?.duration,
    peaks: shown.media?.peaks,
  }
  return (
    <>
      <Stage shown={shown} media={media} onFacts={setSeen} />
      <div className="mt-3">
        <PreviewFacts media={media} mediaType={shown.mediaType} size={shown.size} />
      </div>
    </>
  )
}
