import { ChevronDown, ChevronUp } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { words } from '../words.ts'
import type { TextSearch } from './use-text-search.ts'

/** Searches while a person types. Enter moves to the next match, Shift+Enter to the previous one. */
export function BodySearch({ search }: { search: TextSearch }) {
  const { wanted, outcome, step, setWanted } = search

  function press(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape' && wanted !== '') {
      // Ends the search. The dialog around it stays open.
      event.preventDefault()
      setWanted('')
    }
  }

  const isIdle = search.marking.places.length < 2
  return (
    <search className="flex min-w-0 items-center gap-1 max-sm:order-last max-sm:basis-full">
      <input
        type="search"
        aria-label={words.call.searchBody}
        placeholder={words.call.searchBody}
        autoComplete="off"
        spellCheck={false}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
        onKeyDown={press}
        className="min-h-(--control-small) min-w-0 rounded-control border border-line-strong bg-surface px-2.5 max-sm:flex-1 sm:w-40"
      />
      {wanted !== '' && (
        <>
          <output className="min-w-16 px-1 text-meta text-soft">{outcome}</output>
          <IconButton
            icon={ChevronUp}
            label={words.call.previous}
            idle={isIdle}
            onClick={() => step(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label={words.call.next}
            idle={isIdle}
            onClick={() => step(1)}
          />
        </>
      )}
    </search>
  )
}
