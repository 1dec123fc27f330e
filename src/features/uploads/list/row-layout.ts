/** A row of the list: choose, look, what it is, its sides; below, what came of it. */
export const ROW =
  'grid grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 p-3 sm:grid-cols-[auto_auto_minmax(0,1fr)_auto] sm:px-4'

/** What can be done with a row and its badges, in the order of the tab key: shown the other way round. */
export const SIDES =
  'flex flex-row-reverse items-center gap-3 max-sm:col-span-full max-sm:justify-between'
