import type { ReactNode } from 'react'
import { optionId } from './use-completion.ts'

interface ListOptionProps {
  /** Id of the list. */
  list: string
  place: number
  active: number
  onTake: () => void
  className?: string
  children: ReactNode
}

/** An option of a list below a field. The field keeps the focus. */
export function ListOption({ list, place, active, onTake, className, children }: ListOptionProps) {
  return (
    <button
      id={optionId(list, place)}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={place === active}
      ref={place === active ? show : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      className={`flex min-h-9 w-full items-center gap-2.5 rounded-thumb px-2 text-start hover:bg-hover aria-selected:bg-sunken pointer-coarse:min-h-11 ${className ?? ''}`}
    >
      {children}
    </button>
  )
}

function show(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}
