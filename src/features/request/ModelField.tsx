import { useId, useState } from 'react'
import type { Composer } from '../../core/request/composer.ts'
import { type Draft, modelOf } from '../../core/request/draft.ts'
import { FIELD } from './fields.tsx'
import { useRequestParts } from './use-request-parts.ts'
import { words } from './words.ts'

/** The name of the model, with a list of the documented ones. Any other name may be typed. */
export function ModelField({ composer, draft }: { composer: Composer; draft: Draft }) {
  const { kind, models, references } = draft
  const listId = useId()
  /** What was typed since the list opened. Undefined while it is closed. */
  const [query, setQuery] = useState<string>()
  /** The model before the list opened, which Escape restores. */
  const [former, setFormer] = useState<string>()
  const [active, setActive] = useState(-1)
  const [isFitting, setFitting] = useState(false)
  const parts = useRequestParts(query !== undefined)
  const canFit = references.length > 0
  const fitting = isFitting && canFit ? references : undefined
  const options = query === undefined ? [] : (parts?.listModels(kind, query, fitting) ?? [])
  // A complete model name closes the list.
  const isOpen =
    query !== undefined &&
    (fitting !== undefined || options.length > 0) &&
    !options.some(({ id }) => id === query)

  const isUndocumented = Boolean(query) && !fitting && options.length === 0

  function open(text = ''): void {
    if (query === undefined) setFormer(models[kind])
    setQuery(text)
    setActive(-1)
  }

  const close = () => setQuery(undefined)

  /** Closes the list. An empty name restores the default model for the references. */
  function leave(): void {
    close()
    if (models[kind] === '') composer.change({ models: { ...models, [kind]: undefined } })
  }

  /** The first option is the filter, if there are references. */
  function take(place: number): void {
    const chosen = options[canFit ? place - 1 : place]
    if (chosen && parts) {
      composer.fix(parts.settingsFor(chosen.id, draft.duration, draft.aspectRatio))
      close()
    } else setFitting(!isFitting)
  }

  /** @returns whether the list handled the key */
  function press(key: string): boolean {
    const last = options.length - (canFit ? 0 : 1)
    const first = canFit && options.length > 0 ? 1 : 0
    if (key === 'ArrowDown' && !isOpen) open()
    else if (key === 'Escape' && (isOpen || isUndocumented)) {
      composer.change({ models: { ...models, [kind]: former } })
      close()
    } else if (!isOpen) return false
    // The first press skips the filter, which is above the models.
    else if (key === 'ArrowDown') setActive(Math.min(active < 0 ? first : active + 1, last))
    else if (key === 'ArrowUp') setActive(Math.max(active - 1, -1))
    else if (key === 'Enter' && active >= 0) take(active)
    else return false
    return true
  }

  return (
    <div className="min-w-0 flex-1">
      <input
        type="text"
        role="combobox"
        aria-label={words.model}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={modelOf(draft)}
        onChange={({ target }) => {
          composer.fix({ model: target.value })
          open(target.value)
        }}
        onClick={() => open()}
        onBlur={leave}
        onKeyDown={(event) => {
          const { ctrlKey, altKey, metaKey, nativeEvent } = event
          if (nativeEvent.isComposing || ctrlKey || altKey || metaKey) return
          if (press(event.key)) event.preventDefault()
        }}
        className={`w-full border-line-strong ${FIELD}`}
      />
      {isOpen && parts && (
        <parts.ModelList
          id={listId}
          options={options}
          active={active}
          filter={canFit ? isFitting : undefined}
          onTake={take}
        />
      )}
      {parts && isUndocumented && <parts.UndocumentedModel />}
    </div>
  )
}
