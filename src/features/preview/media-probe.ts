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

/** A frame of a video as a thumbnail, and whether it is black. */
export interface DrawnFrame {
  thumbnail: string
  isBlack?: boolean
}

/** Draws a frame in a worker. Resolves to undefined when workers of this browser cannot. */
export type DrawFrame = (frame: VideoFrame) => Promise<DrawnFrame | undefined>

/** Sets each fact on `result` as soon as it is known, so that later errors keep it. */
export type Probe = (
  blob: Blob,
  result: MediaProbe,
  signal: AbortSignal,
  drawFrame: DrawFrame,
) => Promise<void>
