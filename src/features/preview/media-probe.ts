import type { MediaFacts } from '../../core/history/history.ts'

/** What is seen in a file, and how it looks in a list. */
export interface MediaProbe {
  media: MediaFacts
  /**
   * A small square picture as a `data:` URL: WebP, or PNG where the browser cannot write WebP.
   * Undefined where there is nothing to be seen.
   */
  thumbnail: string | undefined
}

/** Writes down what it sees as soon as it sees it, so that what breaks later takes nothing away. */
export type Probe = (blob: Blob, look: MediaProbe, signal: AbortSignal) => Promise<void>
