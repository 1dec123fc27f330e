import type { MediaFacts } from '../../core/history/history.ts'
import { formatBytes, formatDuration, knownDuration } from '../../core/text/format.ts'

/** The known facts of a file. Unknown ones are omitted. */
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
  const hasPixels = width !== undefined && height !== undefined && width > 0
  const facts = [
    ['Pixels', hasPixels ? `${width} × ${height}` : undefined],
    ['Duration', duration === undefined ? undefined : formatDuration(duration)],
    ['Type', mediaType],
    ['Size', formatBytes(size)],
  ]
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {facts.map(
        ([term, fact]) =>
          fact !== undefined && (
            <div key={term} className="flex gap-1.5">
              <dt className="text-soft">{term}</dt>
              <dd className="wrap-anywhere tabular-nums">{fact}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
