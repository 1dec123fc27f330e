import { X } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import {
  DAY_WORDS,
  isSearching,
  KIND_WORDS,
  NO_SEARCH,
  PLACE_WORDS,
  type Search,
  SORT_WORDS,
} from '../list/find-filter.ts'

interface FindBarProps {
  search: Search
  onChange: (search: Search) => void
  /** How many rows there are, as words: "12 of 340 files". */
  found: string
}

/** Finds files by words as they are typed, and by what they are. */
export function FindBar({ search, onChange, found }: FindBarProps) {
  const set = (change: Partial<Search>) => onChange({ ...search, ...change })
  return (
    <search className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <SearchField
          label="Search files"
          value={search.text}
          onChange={(text) => set({ text })}
          className="min-w-44 flex-1 basis-56"
        />
        <Choice
          label="Kind"
          words={KIND_WORDS}
          value={search.kind}
          onChange={(kind) => set({ kind })}
        />
        <Choice
          label="From where"
          words={PLACE_WORDS}
          value={search.place}
          onChange={(place) => set({ place })}
        />
        <Choice label="Day" words={DAY_WORDS} value={search.day} onChange={(day) => set({ day })} />
        <Choice
          label="Sort"
          words={SORT_WORDS}
          value={search.sort}
          onChange={(sort) => set({ sort })}
        />
      </div>
      {isSearching(search) && (
        <p className="flex items-center gap-2 text-soft text-sm tabular-nums">
          <span>{found}</span>
          <Button look="quiet" tight onClick={() => onChange({ ...NO_SEARCH, sort: search.sort })}>
            <X size={15} aria-hidden /> Clear search
          </Button>
        </p>
      )}
    </search>
  )
}

function Choice<K extends string>({
  label,
  words,
  value,
  onChange,
}: {
  label: string
  words: Readonly<Record<K, string>>
  value: K
  onChange: (value: K) => void
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
        // What a select gives is one of its options.
        onChange={({ target }) => onChange(target.value as K)}
        className="min-h-8 w-full min-w-0 rounded-lg border border-line bg-surface pointer-coarse:min-h-11 px-2 text-sm"
      >
        {Object.entries<string>(words).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </span>
  )
}
