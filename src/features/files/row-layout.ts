/** A row of the list: choose, look, what it is, what can be done; below, what came of it. */
export const ROW =
  'grid grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 p-3 sm:grid-cols-[auto_auto_minmax(0,1fr)_auto_auto] sm:px-4'
