/** Named by the width of the log. */
export type LogLayout = 'wide' | 'middle' | 'narrow'

/** Pixels. All lines have the same height, so none is measured. */
export const LINE_HEIGHTS: Readonly<Record<LogLayout, number>> = {
  wide: 28,
  middle: 28,
  narrow: 48,
}

/** Pixels. The narrow layout has no header. */
export const HEAD_HEIGHTS: Readonly<Record<LogLayout, number>> = { wide: 26, middle: 26, narrow: 0 }

export const LINE_COLUMNS: Readonly<Record<LogLayout, string>> = {
  wide: 'grid-cols-[6rem_3rem_minmax(0,3fr)_minmax(0,2fr)_5rem_4.5rem_5rem_minmax(0,4fr)]',
  middle: 'grid-cols-[5.75rem_3rem_minmax(0,1.1fr)_4.5rem_4rem_minmax(0,1fr)]',
  narrow: 'grid-cols-[4.25rem_3rem_minmax(0,1fr)_auto] content-center gap-y-0.5',
}

/** @param width of the log, in pixels */
export function layoutOf(width: number): LogLayout {
  if (width < 520) return 'narrow'
  return width < 900 ? 'middle' : 'wide'
}
