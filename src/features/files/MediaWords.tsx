import { formatDuration, formatPixels } from '../../core/format.ts'
import { durationOf, type MediaFacts } from '../../core/history.ts'

/** "1920 × 1080" and "0:12", as far as the browser could tell. */
export function MediaWords({ media }: { media: MediaFacts | undefined }) {
  const { width, height } = media ?? {}
  const duration = media && durationOf(media)
  return (
    <>
      {width !== undefined && height !== undefined && <span>{formatPixels(width, height)}</span>}
      {duration !== undefined && <span>{formatDuration(duration)}</span>}
    </>
  )
}
