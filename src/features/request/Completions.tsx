import type { ReactNode } from 'react'
import type { Reference, TaggedReference } from '../../core/request/reference.ts'
import { words } from './tray-words.ts'
import { optionId } from './use-completion.ts'

/** A list that floats below its field. */
export const FLOATING =
  'scroll-quiet absolute inset-x-4 top-full z-float mt-1 max-h-56 animate-appear overflow-y-auto rounded-region bg-raised p-1.5 shadow-float forced-colors:border'

export const OPTION =
  'flex min-h-9 w-full items-center gap-2.5 rounded-thumb px-2 text-left hover:bg-hover aria-selected:bg-sunken pointer-coarse:min-h-11'

interface CompletionsProps {
  id: string
  options: readonly TaggedReference[]
  active: number
  onTake: (option: TaggedReference) => void
  renderThumbnail: (reference: Reference) => ReactNode
}

/** The references that the tag at the caret may name. The field keeps the focus. */
export function Completions(props: CompletionsProps) {
  const { id, options, active, onTake, renderThumbnail } = props
  return (
    <div id={id} role="listbox" aria-label={words.completions} className={FLOATING}>
      {options.map((option, place) => (
        <button
          key={option.id}
          id={optionId(id, place)}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          ref={place === active ? showOption : undefined}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(option)}
          className={OPTION}
        >
          <span className="pointer-events-none size-6 shrink-0 overflow-hidden rounded-chip *:size-full!">
            {renderThumbnail(option)}
          </span>
          <span className="font-strong text-accent">{option.tag}</span>
          <span dir="auto" className="min-w-0 truncate text-soft">
            {option.name || option.identifier}
          </span>
        </button>
      ))}
    </div>
  )
}

export function showOption(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}
