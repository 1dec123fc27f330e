import { X } from 'lucide-react'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { words as urlWords } from '../url-words.ts'
import { NO_SEARCH, type Search } from './find-filter.ts'
import { words } from './find-words.ts'

interface FoundBarProps {
  search: Search
  onSearch: (search: Search) => void
  /** "3 of 1,204 files" */
  summary: string
  /** URLs of what was found, in list order. */
  urls: () => readonly string[]
  /** Number of URLs. */
  count: number
}

/** What a search found, and the filters that are set. Stands in the batch bar. */
export function FoundBar({ search, onSearch, summary, urls, count }: FoundBarProps) {
  const chips = chipsOf(search)
  return (
    <>
      <p className="shrink-0 text-soft">{summary}</p>
      <div className="scrollbar-none flex min-w-0 items-center gap-1.5 overflow-x-auto">
        {chips.map(({ label, cleared }) => (
          <span
            key={label}
            className="flex h-6 shrink-0 items-center gap-1 whitespace-nowrap rounded-md bg-accent-soft pe-1 ps-2 font-medium text-accent"
          >
            <span>{label}</span>
            <IconButton
              label={words.removeFilter(label)}
              icon={X}
              className="size-4.5! min-h-0! pointer-coarse:size-9! text-accent!"
              onClick={({ currentTarget }) => {
                leaveFocus(currentTarget.parentElement)
                onSearch({ ...search, ...cleared })
              }}
            />
          </span>
        ))}
      </div>
      {chips.length > 0 && (
        <Button
          look="quiet"
          className="max-sm:hidden"
          onClick={({ currentTarget }) => {
            leaveFocus(currentTarget.parentElement)
            onSearch({ ...NO_SEARCH, text: search.text, sort: search.sort })
          }}
        >
          {words.clearFilters}
        </Button>
      )}
      {count > 0 && (
        <CopyButton
          look="quiet"
          label={words.copyFound(count)}
          copiedLabel={() => urlWords.copied(count)}
          text={() => urls().join('\n')}
          className="ms-auto shrink-0 font-medium text-ink!"
        />
      )}
    </>
  )
}

interface Chip {
  label: string
  cleared: Partial<Search>
}

function chipsOf({ kind, place, day }: Search): Chip[] {
  const chips: Chip[] = []
  if (kind !== 'all') chips.push({ label: words.kinds[kind], cleared: { kind: 'all' } })
  if (place !== NO_SEARCH.place) {
    chips.push({ label: words.placeChips[place], cleared: { place: NO_SEARCH.place } })
  }
  if (day !== 'all') chips.push({ label: words.dayChips[day], cleared: { day: 'all' } })
  return chips
}
