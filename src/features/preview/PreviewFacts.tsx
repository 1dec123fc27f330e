import type { MediaFacts } from '../../core/history/history.ts'
import { formatBytes, formatDuration, formatPixels, knownDuration } from '../../core/text/format.ts'
import { words } from './words.ts'

/** The known facts of a file in one line. Unknown ones are omitted. */
export function PreviewFacts({
  media,
  mediaType,
  size,
}: {
  media: MediaFacts
  mediaType: string
  size: number
}) {
  const { width, height } = media
  const duration = knownDuration(media)
  const facts = [
    size > 0 ? formatBytes(size) : undefined,
    width && height ? formatPixels(width, height) : undefined,
    duration === undefined ? undefined : formatDuration(duration),
    mediaType || undefined,
  ]
  return (
    <p className="min-w-0 px-2 text-soft max-sm:px-1">
      {words.facts(facts.filter((fact) => fact !== undefined))}
    </p>
  )
}
