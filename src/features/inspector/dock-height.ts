/** Pixels. A lower inspector has no room for a line of the log. */
const MIN_HEIGHT = 160

/** Shares of the window's height. */
const USUAL = 0.4
const USUAL_SHEET = 0.6
const MAX = 0.8

/** Width below which the inspector is a sheet, in pixels. */
const SHEET_WIDTH = 1024

/** Limits of the height, in pixels. In a very low window both are the maximum. */
export function heightBounds(windowHeight: number): { min: number; max: number } {
  const max = Math.round(windowHeight * MAX)
  return { min: Math.min(MIN_HEIGHT, max), max }
}

/**
 * @param wanted in pixels, or undefined for the default height
 * @returns pixels
 */
export function dockHeight(
  wanted: number | undefined,
  size: { width: number; height: number },
): number {
  const { min, max } = heightBounds(size.height)
  const usual = size.height * (size.width < SHEET_WIDTH ? USUAL_SHEET : USUAL)
  return Math.round(Math.min(max, Math.max(min, wanted ?? usual)))
}
