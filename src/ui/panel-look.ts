import type { SyntheticEvent } from 'react'

/** Resets what a panel inherits from the element that opens it. */
export const PANEL_LOOK =
  'whitespace-normal bg-raised text-start font-normal text-body text-ink overflow-y-auto scroll-quiet'
export const POPOVER_LOOK =
  'rounded-region shadow-float animate-appear max-w-[calc(100vw-1rem)] forced-colors:border'
export const SHEET_LOOK =
  'fixed inset-x-0 top-auto bottom-0 m-0 w-auto max-w-none max-h-[85dvh] rounded-t-sheet pb-[env(safe-area-inset-bottom)] animate-rise'

const stop = (event: SyntheticEvent) => event.stopPropagation()

/** Events inside a panel must not reach the row or toolbar that opens it. */
export const keepEvents = { onDoubleClick: stop, onContextMenu: stop, onDragStart: stop }
