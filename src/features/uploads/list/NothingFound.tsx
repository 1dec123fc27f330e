import { SearchX } from 'lucide-react'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { FromGateway } from './FromGateway.tsx'
import { isSearching, NO_SEARCH, type Search } from './find-filter.ts'
import { words } from './find-words.ts'

interface NothingFoundProps {
  search: Search
  onSearch: (search: Search) => void
  /** Number of files of other gateways and keys that match. */
  elsewhere: number
}

/** Replaces an empty list. Says what was searched, and offers a wider search. */
export function NothingFound({ search, onSearch, elsewhere }: NothingFoundProps) {
  const { text } = search
  const isNarrowed = isSearching(search)
  const sentence = isNarrowed ? words.noMatch : words.noneOfKey
  return (
    <div className="grid justify-items-center gap-1.5 px-5 py-22 text-center">
      <Icon of={SearchX} size={24} className="mb-1.5 text-faint" />
      <p className="font-strong">{text.trim() ? words.noMatchFor(text.trim()) : sentence}</p>
      {elsewhere > 0 && <p className="text-soft">{words.elsewhere(elsewhere)}</p>}
      <div className="mt-2.5 flex flex-wrap justify-center gap-2">
        {elsewhere > 0 && (
          <Button
            onClick={({ currentTarget }) => {
              leaveFocus(currentTarget)
              onSearch({ ...search, place: 'all' })
            }}
          >
            {words.showElsewhere}
          </Button>
        )}
        {isNarrowed && (
          <Button
            onClick={({ currentTarget }) => {
              leaveFocus(currentTarget.parentElement)
              onSearch({ ...NO_SEARCH, sort: search.sort })
            }}
          >
            {words.showAll}
          </Button>
        )}
        <FromGateway />
      </div>
    </div>
  )
}
