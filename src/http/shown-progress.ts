export type ShownProgress = ReturnType<typeof createShownProgress>

/**
 * Reports progress once for each change and never backwards. It reports the last byte when that byte
 * has left our server, or when our server reports nothing.
 */
export function createShownProgress({
  size,
  lead,
  onProgress,
  ...upload
}: {
  size: number
  /** Bytes by which the bar may be ahead of our server's report. */
  lead: number
  /** Bytes that have left the browser. */
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
    /** @param bytes that have left the browser */
    noteLoaded(bytes: number): void {
      loaded = bytes
      show(Math.min(loaded, most))
    },

    /**
     * @param taken bytes that have left our server. Undefined when it reports nothing
     * @returns whether every byte has left
     */
    noteReport(taken: number | undefined): boolean {
      const isOut = (taken ?? loaded) >= size
      most = taken === undefined ? size : Math.min(taken + lead, size - 1)
      show(isOut ? size : Math.min(loaded, most))
      return isOut
    },
  }
}
