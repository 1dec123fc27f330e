/** Rows of 44 px, of 52 px for fingers, or two columns of 40 px. */
export type TrayLook = 'rows' | 'roomy' | 'columns'

interface Classes {
  row: string
  thumbnail: string
  actions: string
  button: string
}

/** Actions that appear over the end of a row. */
const HIDDEN =
  'absolute inset-y-0 end-0 fade [--fade:var(--color-panel-hover)] ps-6 opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100'

export const TRAY_LOOKS: Record<TrayLook, Classes> = {
  rows: {
    row: 'min-h-(--tray-row) grid-cols-[2rem_minmax(0,1fr)_1.5rem] gap-x-2.5 pe-2 ps-4 after:start-14.5',
    thumbnail: 'size-8',
    actions: 'contents',
    button: 'min-h-6! w-6!',
  },
  roomy: {
    row: 'min-h-13 grid-cols-[2.5rem_minmax(0,1fr)_auto] gap-x-2.5 pe-2 ps-4 after:start-16.5',
    thumbnail: 'size-10',
    actions: 'flex',
    button: 'min-h-11! w-9!',
  },
  columns: {
    row: 'min-h-10 grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2 pe-2 ps-4 even:ps-2 after:start-0',
    thumbnail: 'size-7',
    actions: `flex items-center pe-1 ${HIDDEN}`,
    button: 'min-h-6! w-6!',
  },
}

/** The two buttons that move a reference, where they are not always visible. */
export const HIDDEN_MOVES = `flex items-center pe-9 ${HIDDEN}`
