import { ChevronDown, ChevronUp } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Button } from '../../../ui/Button.tsx'
import type { TextSearch } from './use-text-search.ts'

/** Searches while a person types. Enter moves to the next match, Shift+Enter to the previous one. */
export function BodySearch({ search }: { search: TextSearch }) {
  const { wanted, words, step, setWanted } = search

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
        aria-label="Search body"
        placeholder="Search body"
        autoComplete="off"
        spellCheck={false}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
        onKeyDown={press}
        className="min-h-8 min-w-0 rounded-lg max-sm:flex-1 sm:w-44 border border-line-strong bg-surface pointer-coarse:min-h-11 px-2 text-sm placeholder:text-soft"
      />
      <output className="min-w-18 px-1 text-soft text-sm tabular-nums">{words}</output>
      <Button look="quiet" tight idle={isIdle} aria-label="Previous find" onClick={() => step(-1)}>
        <ChevronUp size={15} aria-hidden />
      </Button>
      <Button look="quiet" tight idle={isIdle} aria-label="Next find" onClick={() => step(1)}>
        <ChevronDown size={15} aria-hidden />
      </Button>
    </search>
  )
}
