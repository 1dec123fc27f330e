import type { MediaFacts } from '../../core/history/history.ts'

/** Facts about a media file, and its thumbnail. */
export interface MediaProbe {
  media: MediaFacts
  /**
   * A small square picture as a `data:` URL: WebP, or PNG when the browser cannot encode WebP.
   * Undefined when nothing could be drawn.
   */
  thumbnail: string | undefined
}

/** Sets each fact on `result` as soon as it is known, so that later errors keep it. */
export type Probe = (blob: Blob, result: MediaProbe, signal: AbortSignal) => Promise<void>
