/** Pixels, like all heights here. */
interface WindowSize {
  width: number
  height: number
}

/** A lower dock has no room for a line of the log. */
const LEAST = 160

/** Width of a small window, in which the page must stay visible above the dock. */
const SMALL = 640

/** Limits of the height. In a very low window both are the maximum. */
export function heightBounds({ width, height }: WindowSize): { least: number; most: number } {
  const most = Math.round(height * (width < SMALL ? 0.6 : 0.85))
  return { least: Math.min(LEAST, most), most }
}

/** @param wanted undefined for the default height */
export function dockHeight(wanted: number | undefined, size: WindowSize): number {
  const { least, most } = heightBounds(size)
  const usual = size.height * (size.width < SMALL ? 0.6 : 0.45)
  return Math.round(Math.min(most, Math.max(least, wanted ?? usual)))
}
