import type { ReactNode } from 'react'
import type { Reference, TaggedReference } from '../../core/request/reference.ts'
import { ListOption } from './ListOption.tsx'
import { words } from './tray-words.ts'

/** A list that floats below its field. */
export const FLOATING =
  'scroll-quiet absolute inset-x-4 top-full z-float mt-1 max-h-56 animate-appear overflow-y-auto rounded-region bg-raised p-1.5 shadow-float forced-colors:border'

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
        <ListOption
          key={option.id}
          list={id}
          place={place}
          active={active}
          onTake={() => onTake(option)}
        >
          <span className="pointer-events-none size-6 shrink-0 overflow-hidden rounded-chip *:size-full!">
            {renderThumbnail(option)}
          </span>
          <span className="font-strong text-accent">
            <bdi>{option.tag}</bdi>
          </span>
          <span dir="auto" className="min-w-0 truncate text-soft">
            {option.name || option.identifier}
          </span>
        </ListOption>
      ))}
    </div>
  )
}
