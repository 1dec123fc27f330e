/** Pixels, like all heights here. */
interface WindowSize {
  width: number
  height: number
}

/** A lower dock has no room for a line of the log. */
const MIN_HEIGHT = 160

/** Width of a small window, in which the page must stay visible above the dock. */
const SMALL_WIDTH = 640

/** Limits of the height. In a very low window both are the maximum. */
export function heightBounds({ width, height }: WindowSize): { min: number; max: number } {
  const max = Math.round(height * (width < SMALL_WIDTH ? 0.6 : 0.85))
  return { min: Math.min(MIN_HEIGHT, max), max }
}

/** @param wanted undefined for the default height */
export function dockHeight(wanted: number | undefined, size: WindowSize): number {
  const { min, max } = heightBounds(size)
  const usual = size.height * (size.width < SMALL_WIDTH ? 0.6 : 0.45)
  return Math.round(Math.min(max, Math.max(min, wanted ?? usual)))
}
