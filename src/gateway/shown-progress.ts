const MIB = 1024 * 1024

/**
 * The bar is at most so many bytes ahead of what our server told; of a small file fewer. The
 * sockets between page and server take some 10 MB at once, which the browser counts as sent.
 */
const LEAD = { usual: MIB, small: MIB / 4 }
const SMALL = 5 * MIB

/**
 * Tells progress once for each change, never back, and all bytes only when they are out of our
 * server, or when that tells nothing.
 */
export function createShownProgress(size: number, onProgress: (sent: number) => void) {
  const lead = size < SMALL ? LEAD.small : LEAD.usual
  let loaded = 0
  let most = Math.min(lead, size - 1)
  let shown = 0

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
