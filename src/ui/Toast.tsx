import { X } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { IconButton } from './IconButton.tsx'
import { leaveFocus } from './leave-focus.ts'
import { words } from './words.ts'

/** A message that disappears after a while. It stays while hovered or focused. */
export function Toast({
  children,
  onDone,
  duration = 8000,
}: {
  children: ReactNode
  /** Called when the time is up, or the toast is dismissed. */
  onDone: () => void
  /** In milliseconds. The time starts again when the pointer or the focus leaves. */
  duration?: number
}) {
  const toast = useRef<HTMLFieldSetElement>(null)
  const [isHovered, setIsHovered] = useState(false)
  const [isFocused, setIsFocused] = useState(false)
  const finish = useEffectEvent(() => {
    leaveFocus(toast.current)
    onDone()
  })

  // Follows the clock.
  useEffect(() => {
    if (isHovered || isFocused) return
    const timer = setTimeout(finish, duration)
    return () => clearTimeout(timer)
  }, [isHovered, isFocused, duration])

  return (
    <fieldset
      ref={toast}
      aria-label={words.message}
      onPointerEnter={() => setIsHovered(true)}
      onPointerLeave={() => setIsHovered(false)}
      onFocus={() => setIsFocused(true)}
      onBlur={() => setIsFocused(false)}
      className="flex w-max min-w-0 max-w-[calc(100vw-1rem)] animate-appear items-center gap-3 rounded-region bg-raised py-1.5 pe-1.5 ps-4 text-body shadow-float forced-colors:border"
    >
      {children}
      <IconButton
        label={words.dismiss}
        icon={X}
        size="medium"
        className="-ms-2"
        onClick={() => {
          leaveFocus(toast.current)
          onDone()
        }}
      />
    </fieldset>
  )
}
