export type ShownProgress = ReturnType<typeof createShownProgress>

/**
 * Tells progress once for each change, never back, and all bytes only when they are out of our
 * server, or when that tells nothing.
 */
export function createShownProgress({
  size,
  lead,
  onProgress,
  ...upload
}: {
  size: number
  /** Bytes by which the bar may be ahead of what our server tells. */
  lead: number
  /** That left the browser until now. */
  loaded: number
  onProgress: (sent: number) => void
}) {
  let { loaded } = upload
  let most = Math.min(lead, size - 1)
  let shown = Math.min(loaded, most)

  function show(sent: number): void {
    if (sent <= shown) return
    shown = sent
    onProgress(sent)
  }

  return {
    /** Bytes that left the browser. */
    noteLoaded(bytes: number): void {
      loaded = bytes
      show(Math.min(loaded, most))
    },

    /**
     * @param taken bytes that are out of our server; undefined where it tells nothing
     * @returns whether every byte is out
     */
    noteReport(taken: number | undefined): boolean {
      const isOut = (taken ?? loaded) >= size
      most = taken === undefined ? size : Math.min(taken + lead, size - 1)
      show(isOut ? size : Math.min(loaded, most))
      return isOut
    },
  }
}
