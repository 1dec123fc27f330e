import type { ReactNode } from 'react'
import type { ListedModel } from '../../core/request/models/model-list.ts'
import { Badge } from '../../ui/Badge.tsx'
import { FLOATING } from './Completions.tsx'
import { ListOption } from './ListOption.tsx'
import { words } from './tray-words.ts'

interface ModelListProps {
  id: string
  options: readonly ListedModel[]
  active: number
  /** Whether only models that fit the references are listed. Undefined without references. */
  filter: boolean | undefined
  /** @param place of an option. The filter is the first one. */
  onTake: (place: number) => void
}

/** Documented models with what each takes. The field keeps the focus. */
export function ModelList({ id, options, active, filter, onTake }: ModelListProps) {
  const items: ReactNode[] = options.map(({ id: model, state, takes }) => (
    <>
      <span className="wrap-anywhere font-medium">{model}</span>
      {state && (
        <Badge look={state === 'recommended' ? 'accent' : 'plain'}>{words.states[state]}</Badge>
      )}
      <span className="w-full text-meta text-soft">{takes}</span>
    </>
  ))
  if (filter !== undefined) {
    items.unshift(
      <span className="text-accent">{filter ? words.allModels : words.fittingModels}</span>,
    )
  }
  return (
    <div ref={reveal} id={id} role="listbox" aria-label={words.models} className={FLOATING}>
      {items.map((item, place) => (
        <ListOption
          // biome-ignore lint/suspicious/noArrayIndexKey: an option has no state
          key={place}
          list={id}
          place={place}
          active={active}
          onTake={() => onTake(place)}
          className="flex-wrap gap-y-0 py-1"
        >
          {item}
        </ListOption>
      ))}
    </div>
  )
}

/** Scrolls the list into view, because the pane may be too short for it. */
function reveal(list: HTMLElement | null): void {
  list?.scrollIntoView({ block: 'nearest' })
}

/** Says that a typed model is not a documented one. */
export function UndocumentedModel() {
  return (
    <p role="status" className={`pointer-events-none px-3! py-2! text-soft ${FLOATING}`}>
      {words.undocumented}
    </p>
  )
}
