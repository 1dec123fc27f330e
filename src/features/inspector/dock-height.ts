/** Pixels; of the window, as all heights here. */
interface WindowSize {
  width: number
  height: number
}

/** Below it there is no room for a line of the log. */
const LEAST = 160

/** Pixels below which a window is a small one: the page must stay in sight there. */
const SMALL = 640

/** Between which the dock may be high, in pixels. In a window that is very low, the most counts. */
export function heightBounds({ width, height }: WindowSize): { least: number; most: number } {
  const most = Math.round(height * (width < SMALL ? 0.6 : 0.85))
  return { least: Math.min(LEAST, most), most }
}

/** @param wanted undefined where nobody has chosen one */
export function dockHeight(wanted: number | undefined, size: WindowSize): number {
  const { least, most } = heightBounds(size)
  const usual = size.height * (size.width < SMALL ? 0.6 : 0.45)
  return Math.round(Math.min(most, Math.max(least, wanted ?? usual)))
}
