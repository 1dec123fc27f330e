import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Boundary } from './Boundary.tsx'
import { IconButton } from './IconButton.tsx'
import { useModal } from './use-modal.ts'
import { useSwipeDown } from './use-swipe-down.ts'
import { words } from './words.ts'

const SIZES = {
  small: 'max-w-120',
  medium: 'max-w-140',
  large: 'max-w-170',
  wide: 'max-w-210',
  picture: 'max-w-250',
} as const

const LOOK =
  'm-auto w-[calc(100%-2rem)] max-sm:w-full overflow-hidden rounded-region bg-raised text-body shadow-dialog animate-appear forced-colors:border max-h-[calc(100dvh-3rem)] max-sm:mb-0 max-sm:max-h-[94dvh] max-sm:animate-rise max-sm:rounded-t-sheet max-sm:rounded-b-none'

interface DialogProps {
  /** The accessible name. */
  title: string
  /** 480, 560, 680, 840 or 1,000 pixels wide. */
  size?: keyof typeof SIZES
  /** As high as the window for any content. The content must scroll by itself. */
  tall?: boolean
  /** Shown beside × instead of the title. Null for a dialog without a head. */
  head?: ReactNode
  /** Shown below the content, which scrolls. */
  foot?: ReactNode
  /** The content touches the edges. */
  isBare?: boolean
  className?: string
  onClose: () => void
  children: ReactNode
}

/** The browser's modal dialog. It traps the focus, closes on Escape and restores the focus. */
export function Dialog(props: DialogProps) {
  const { title, size = 'large', tall = false, isBare = false, className = '' } = props
  const { head, foot, onClose, children } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const events = useModal(dialog, onClose)
  const swipe = useSwipeDown(() => dialog.current?.close())
  const body = isBare ? '' : 'px-5 pt-1 pb-5 max-sm:px-4'

  return (
    <dialog
      ref={dialog}
      aria-label={title}
      {...events}
      className={`${LOOK} ${SIZES[size]} ${tall ? 'h-192' : ''} ${className}`}
    >
      <div className={`flex flex-col ${tall ? 'h-full' : 'max-h-[inherit]'}`}>
        {head !== null && (
          <div
            {...swipe}
            className="flex shrink-0 items-center gap-3 max-sm:touch-none pt-3 pe-3 pb-2.5 ps-5 max-sm:pe-1 max-sm:ps-4"
          >
            {head ?? <h2 className="wrap-anywhere line-clamp-2 font-strong text-title">{title}</h2>}
            <IconButton
              label={words.close}
              icon={X}
              className="ms-auto max-sm:size-11! max-sm:-outline-offset-2"
              onClick={() => dialog.current?.close()}
            />
          </div>
        )}
        <div
          className={`min-h-0 flex-1 ${tall ? 'flex flex-col' : 'scroll-quiet overflow-y-auto'} ${body}`}
        >
          <Boundary what={words.thisDialog}>{children}</Boundary>
        </div>
        {foot && (
          <div className="flex shrink-0 flex-wrap items-center gap-1 border-line border-t px-3 py-2.5">
            {foot}
          </div>
        )}
      </div>
    </dialog>
  )
}
