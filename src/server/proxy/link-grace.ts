/** What an upload may meet on its way that Node cannot see. Sizes are bytes. */
export interface LinkLimits {
  /** The lowest rate that an upload is granted, in bytes a second. */
  lowestRate: number
  /** The operating systems at both ends hold at most so many bytes of a connection. */
  buffered: number
  /** The system takes the next bytes only when this many have left its buffer. */
  gulp: number
}

/**
 * Measured on Linux, whose send buffer grows to 4 MiB: up to 2.9 MiB were held with a peer that
 * reads slowly from the start, and the buffer was filled up again whenever 1.4 MiB were free.
 * Three files at 0.5 Mbit/s have 20 kB/s each.
 */
export const LINK_LIMITS: LinkLimits = {
  lowestRate: 16 * 1024,
  buffered: 8 * 1024 * 1024,
  gulp: 1.5 * 1024 * 1024,
}

/** A link may become so many times slower than it was and an upload still keeps its time. */
const MARGIN = 8

/**
 * Seconds in which bytes that left Node may still be on their way out of this machine.
 *
 * Only what exceeds the buffers is known to have moved, so a body that fits into them has no
 * measured rate and is granted the lowest.
 *
 * @param taken bytes that the operating system took, within `seconds`
 * @param isWhole whether these are all: then the buffers empty, else they only have to move
 */
export function linkGrace(
  { taken, seconds, isWhole }: { taken: number; seconds: number; isWhole: boolean },
  { lowestRate, buffered, gulp }: LinkLimits,
): number {
  const hidden = Math.min(taken, isWhole ? buffered : gulp)
  const measured = seconds > 0 ? (taken - buffered) / seconds : 0
  return hidden / Math.max(lowestRate, measured / MARGIN)
}
