/** Properties of a connection that Node cannot observe. Sizes are in bytes. */
export interface LinkLimits {
  /** The lowest supported upload rate in bytes per second. */
  lowestRate: number
  /** Maximum bytes of a connection in the buffers of both operating systems. */
  buffered: number
  /** Free bytes in a full send buffer before the system accepts more. */
  gulp: number
}

/**
 * Measured on Linux, whose send buffer grows to 4 MiB. With a peer that reads slowly from the
 * start, the system held up to 2.9 MiB. It accepted more whenever 1.4 MiB were free. Three files
 * at 0.5 Mbit/s have 20 kB/s each.
 */
export const LINK_LIMITS: LinkLimits = {
  lowestRate: 16 * 1024,
  buffered: 8 * 1024 * 1024,
  gulp: 1.5 * 1024 * 1024,
}

/** The factor by which a link may slow down before the grace becomes too short. */
const MARGIN = 8

/**
 * Seconds that bytes which left Node may still spend in the buffers of the system.
 *
 * Only bytes beyond the buffer size have certainly been sent. A body that fits into the buffers
 * has no measured rate, so the lowest rate applies.
 *
 * @param taken bytes that the operating system accepted within `seconds`
 * @param isWhole whether that is the whole body. If so, the buffers must empty completely.
 */
export function linkGrace(
  { taken, seconds, isWhole }: { taken: number; seconds: number; isWhole: boolean },
  { lowestRate, buffered, gulp }: LinkLimits,
): number {
  const hidden = Math.min(taken, isWhole ? buffered : gulp)
  const measured = seconds > 0 ? (taken - buffered) / seconds : 0
  return hidden / Math.max(lowestRate, measured / MARGIN)
}
