import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { followToolbar, type RovingToolbar } from './roving-focus.ts'

/**
 * A toolbar with one tab stop. Arrows, Home and End move the focus inside. When the control that has
 * the focus disappears, the focus moves to its neighbour.
 */
export function Toolbar({
  label,
  children,
  className = '',
}: {
  label: string
  children: ReactNode
  className?: string
}) {
  const element = useRef<HTMLDivElement>(null)
  const toolbar = useRef<RovingToolbar>(undefined)

  // Follows the controls, which come and go without this component.
  useEffect(() => {
    if (!element.current) return
    toolbar.current = followToolbar(element.current)
    return () => toolbar.current?.stop()
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.defaultPrevented && toolbar.current?.move(event.key)) event.preventDefault()
  }

  return (
    <div
      ref={element}
      role="toolbar"
      aria-label={label}
      onKeyDown={onKeyDown}
      className={`flex items-center gap-0.5 ${className}`}
    >
      {children}
    </div>
  )
}
