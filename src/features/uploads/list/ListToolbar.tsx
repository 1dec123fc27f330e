import { LayoutGrid, List } from 'lucide-react'
import type { ReactNode } from 'react'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { COARSE, useMedia } from '../../../ui/use-media.ts'
import { FilterPopover } from './FilterPopover.tsx'
import type { Search } from './find-filter.ts'
import type { View } from './use-line-sizes.ts'
import { words } from './words.ts'

interface ListToolbarProps {
  search: Search
  onSearch: (search: Search) => void
  view: View
  onView: (view: View) => void
  /** Number of files that a search looks at. */
  total: number
  /** From 640 px. */
  chooseFiles: ReactNode
  /** From 640 to 1,023 px, where the request is a drawer. */
  requestButton: ReactNode
}

const VIEWS = [
  { value: 'list', label: words.list, icon: List },
  { value: 'grid', label: words.grid, icon: LayoutGrid },
] as const

/** Adds files, finds them, and chooses between list and grid. */
export function ListToolbar(props: ListToolbarProps) {
  const { search, onSearch, view, onView, total, chooseFiles, requestButton } = props
  // Touch screens need no keyboard shortcut.
  const hasNoKeys = useMedia(COARSE)
  return (
    <div className="relative flex min-h-(--toolbar) shrink-0 items-center gap-1 bg-surface pe-1 ps-3 sm:gap-2 sm:pe-3 sm:ps-(--pad)">
      <div className="contents max-sm:hidden">{chooseFiles}</div>
      <SearchField
        label={words.search}
        placeholder={words.searchIn(total)}
        {...(!hasNoKeys && { keys: '/' })}
        value={search.text}
        onChange={(text) => onSearch({ ...search, text })}
        className="min-w-0 flex-1 sm:max-w-105"
      />
      <FilterPopover search={search} onChange={onSearch} view={view} onView={onView} />
      <span className="flex-1 max-sm:hidden" />
      <Segmented
        label={words.view}
        options={VIEWS}
        value={view}
        onChange={onView}
        className="max-sm:hidden"
      />
      <div className="contents max-sm:hidden lg:hidden">{requestButton}</div>
    </div>
  )
}
