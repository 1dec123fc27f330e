import { SearchIcon, X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import {
  DAY_WORDS,
  isSearching,
  KIND_WORDS,
  KINDS,
  NO_SEARCH,
  PLACE_WORDS,
  type Search,
  SORT_WORDS,
} from './find-filter.ts'

interface FindBarProps {
  search: Search
  onChange: (search: Search) => void
  /** How many rows there are, as words: "12 of 340 files". */
  found: string
}

/** Finds files by words as they are typed, and by what they are. */
export function FindBar({ search, onChange, found }: FindBarProps) {
  const set = (change: Partial<Search>) => onChange({ ...search, ...change })
  const day = search.day in DAY_WORDS ? search.day : 'all'
  return (
    <search className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <div className="relative min-w-44 flex-1 basis-56">
          <SearchIcon
            size={15}
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 my-auto text-soft"
          />
          <input
            type="search"
            aria-label="Search files"
            placeholder="Search"
            autoComplete="off"
            spellCheck={false}
            value={search.text}
            onChange={({ target }) => set({ text: target.value })}
            onKeyDown={({ key }) => key === 'Escape' && set({ text: '' })}
            className={`${FIELD} w-full pl-9`}
          />
        </div>
        <Choice
          label="Kind"
          value={search.kind}
          onChange={(kind) => set({ kind: KINDS.find((known) => known === kind) ?? 'all' })}
        >
          {optionsOf(KIND_WORDS)}
        </Choice>
        <Choice
          label="From where"
          value={search.place}
          onChange={(place) => set({ place: keyOf(PLACE_WORDS, place) })}
        >
          {optionsOf(PLACE_WORDS)}
        </Choice>
        <Choice label="Day" value={day} onChange={(next) => set({ day: next })}>
          {optionsOf(DAY_WORDS)}
        </Choice>
        <Choice
          label="Sort"
          value={search.sort}
          onChange={(sort) => set({ sort: keyOf(SORT_WORDS, sort) })}
        >
          {optionsOf(SORT_WORDS)}
        </Choice>
      </div>
      {isSearching(search) && (
        <p className="flex items-center gap-2 text-soft text-sm tabular-nums">
          {found}
          <Button look="quiet" tight onClick={() => onChange({ ...NO_SEARCH, sort: search.sort })}>
            <X size={15} aria-hidden /> Clear search
          </Button>
        </p>
      )}
    </search>
  )
}

const FIELD =
  'min-h-8 min-w-0 rounded-lg border border-line bg-surface px-2 text-sm placeholder:text-soft pointer-coarse:min-h-11'

function Choice({
  label,
  value,
  onChange,
  children,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <span className="max-sm:min-w-28 max-sm:flex-1">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className={`${FIELD} w-full`}
      >
        {children}
      </select>
    </span>
  )
}

function optionsOf(words: Record<string, string>): ReactNode {
  return Object.entries(words).map(([value, text]) => (
    <option key={value} value={value}>
      {text}
    </option>
  ))
}

/** What a select gives is one of its options. */
function keyOf<K extends string>(words: Record<K, string>, value: string): K {
  return value in words ? (value as K) : (Object.keys(words)[0] as K)
}
