import type { MediaFacts } from '../../../core/history/history.ts'
import { formatDuration, formatPixels, knownDuration } from '../../../core/text/format.ts'

/** "1920 × 1080" and "0:12", as far as the browser could tell. */
export function MediaWords({ media }: { media: MediaFacts | undefined }) {
  const { width, height } = media ?? {}
  const duration = media && knownDuration(media)
  return (
    <>
      {width !== undefined && height !== undefined && <span>{formatPixels(width, height)}</span>}
      {duration !== undefined && <span>{formatDuration(duration)}</span>}
    </>
  )
}
