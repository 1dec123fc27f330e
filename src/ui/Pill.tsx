import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { leaveFocus } from './leave-focus.ts'

const LOOKS = { bad: 'bg-bad-soft text-bad', ink: 'bg-ink text-surface' } as const

interface PillProps {
  look: keyof typeof LOOKS
  /** The accessible name, if it is longer than the text. */
  name?: string
  tip: string
  onPress: () => void
  children: ReactNode
}

/** A header button that warns about an active special mode. 44 px high for a coarse pointer. */
export function Pill({ look, name, tip, onPress, children }: PillProps) {
  const button = useRef<HTMLButtonElement>(null)

  // Follows the element: when it is removed, its neighbour gets the focus.
  useLayoutEffect(() => {
    const element = button.current
    return () => leaveFocus(element)
  }, [])

  return (
    <button
      ref={button}
      type="button"
      data-pill
      data-tip={tip}
      aria-label={name}
      onClick={onPress}
      className={`relative min-h-6 whitespace-nowrap rounded-full px-2.5 font-medium pointer-coarse:after:absolute pointer-coarse:after:inset-x-0 pointer-coarse:after:-inset-y-2.5 forced-colors:border ${LOOKS[look]}`}
    >
      {children}
    </button>
  )
}
