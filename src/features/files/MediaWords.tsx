import { formatDuration, formatPixels, knownDuration } from '../../core/format.ts'
import type { MediaFacts } from '../../core/history.ts'

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
