import type { TaggedReference } from '../../core/request/reference.ts'

interface CompletionsProps {
  id: string
  options: readonly TaggedReference[]
  active: number
  onTake: (option: TaggedReference) => void
}

/** What the tag at the caret may become. The field keeps the focus and moves through it. */
export function Completions({ id, options, active, onTake }: CompletionsProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="References for the prompt"
      className="absolute inset-x-0 top-full z-10 mt-1 max-h-56 overflow-y-auto rounded-lg border border-line-strong bg-surface p-1"
    >
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
          className="flex min-h-8 w-full items-center gap-2 rounded-md pointer-coarse:min-h-11 px-2 text-sm hover:bg-sunken aria-selected:bg-accent-soft"
        >
          <span className="font-medium text-accent">{option.tag}</span>
          <span dir="auto" className="min-w-0 truncate">
            {option.name || option.identifier}
          </span>
        </button>
      ))}
    </div>
  )
}

export function optionId(list: string, place: number): string {
  return `${list}-${place}`
}

function showOption(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}
