import { type ReactNode, useRef } from 'react'
import { Boundary } from './Boundary.tsx'
import { wrapTab } from './focus-inside.ts'
import { keepEvents, PANEL_LOOK, POPOVER_LOOK, SHEET_LOOK } from './panel-look.ts'
import { SheetHandle } from './SheetHandle.tsx'
import { takeFocus, useFloating } from './use-floating.ts'
import { PHONE, useMedia } from './use-media.ts'
import { useModalEvents } from './use-modal.ts'

export interface PopoverProps {
  /** The accessible name of the dialog, and its title as a sheet. */
  label: string
  /** The button that opens it. The focus returns to it. */
  anchor: HTMLElement | null
  onClose: () => void
  /** Which edges of popover and anchor are in line. */
  align?: 'start' | 'center' | 'end'
  /** In pixels at the default text size. */
  width?: number
  /** Without it, the focus stays where it is, as for a popover that opens by itself. */
  takesFocus?: boolean
  className?: string
  children: ReactNode
}

export function PopoverPanel(props: PopoverProps) {
  const { label, anchor, onClose, align = 'start', width, takesFocus = true } = props
  const { className = '', children } = props
  const panel = useRef<HTMLDialogElement>(null)
  const isSheet = useMedia(PHONE)
  const modalEvents = useModalEvents(panel, onClose)
  useFloating(panel, {
    anchor,
    isSheet,
    align,
    onClose,
    onShow() {
      if (panel.current && (takesFocus || isSheet)) takeFocus(panel.current, anchor)
    },
  })

  return (
    <dialog
      ref={panel}
      popover="manual"
      aria-label={label}
      {...keepEvents}
      {...modalEvents}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (panel.current) wrapTab(panel.current, event.nativeEvent)
      }}
      style={width && !isSheet ? { width: `${width / 16}rem` } : undefined}
      className={`${PANEL_LOOK} ${isSheet ? SHEET_LOOK : POPOVER_LOOK}`}
    >
      {isSheet && <SheetHandle title={label} onClose={onClose} />}
      <div className={`px-4 ${isSheet ? 'pt-2 pb-5' : 'py-4'} ${className}`}>
        <Boundary what={label}>{children}</Boundary>
      </div>
    </dialog>
  )
}
