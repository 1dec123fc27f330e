/** How much of a call a line of the log has room for. */
export type LogLayout = 'wide' | 'middle' | 'narrow'

/** Pixels of a line, all of the same height: none has to be measured. */
export const LINE_HEIGHTS: Readonly<Record<LogLayout, number>> = {
  wide: 28,
  middle: 28,
  narrow: 48,
}

/** Pixels of the line above all, which names the columns; two lines a call name none. */
export const HEAD_HEIGHTS: Readonly<Record<LogLayout, number>> = { wide: 28, middle: 28, narrow: 0 }

/** Of how a line is parted into columns. */
export const LINE_COLUMNS: Readonly<Record<LogLayout, string>> = {
  wide: 'grid-cols-[6rem_3rem_minmax(0,3fr)_minmax(0,2fr)_5rem_4.5rem_5rem_minmax(0,4fr)]',
  middle: 'grid-cols-[5.75rem_2.75rem_minmax(0,1.1fr)_4.5rem_4rem_minmax(0,1fr)]',
  narrow: 'grid-cols-[4.25rem_2.5rem_minmax(0,1fr)_auto] content-center gap-y-0.5',
}

/** @param width of the log, in pixels */
export function layoutOf(width: number): LogLayout {
  if (width < 520) return 'narrow'
  return width < 900 ? 'middle' : 'wide'
}
