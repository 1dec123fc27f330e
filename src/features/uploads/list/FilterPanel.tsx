import { Popover } from '../../../ui/Popover.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { Search } from './find-filter.ts'
import { words } from './find-words.ts'
import type { View } from './use-line-sizes.ts'

export interface FilterProps {
  search: Search
  onChange: (search: Search) => void
  view: View
  onView: (view: View) => void
}

interface FilterPanelProps extends FilterProps {
  anchor: HTMLElement | null
  onClose: () => void
}

/** The choices of the filter. Each one applies at once. */
export function FilterPanel(props: FilterPanelProps) {
  const { search, onChange, view, onView, anchor, onClose } = props
  const { kind, place, day, sort } = search
  const set = (change: Partial<Search>) => onChange({ ...search, ...change })
  return (
    <Popover
      isOpen
      label={words.filter}
      anchor={anchor}
      onClose={onClose}
      width={440}
      className="grid gap-3 p-4"
    >
      <Row
        name="kind"
        options={words.kinds}
        value={kind}
        onChange={(next) => set({ kind: next })}
      />
      <Row
        name="place"
        options={words.places}
        value={place}
        onChange={(next) => set({ place: next })}
      />
      <Row name="day" options={words.days} value={day} onChange={(next) => set({ day: next })} />
      <Row
        name="sort"
        options={words.sorts}
        value={sort}
        onChange={(next) => set({ sort: next })}
      />
      <div className="sm:hidden">
        <Row name="view" options={words.views} value={view} onChange={onView} />
      </div>
    </Popover>
  )
}

function Row<K extends string>({
  name,
  options,
  value,
  onChange,
}: {
  name: keyof typeof words.filterRows
  options: Readonly<Record<K, string>>
  value: K
  onChange: (value: K) => void
}) {
  const label = words.filterRows[name]
  return (
    <div className="grid items-center gap-2 sm:grid-cols-[4.5rem_minmax(0,1fr)]">
      <span aria-hidden className="text-soft">
        {label}
      </span>
      <Segmented
        label={label}
        size="small"
        // The keys of `options` are the possible values.
        options={(Object.keys(options) as K[]).map((key) => ({ value: key, label: options[key] }))}
        value={value}
        onChange={onChange}
        className="flex-wrap *:grow sm:justify-self-start"
      />
    </div>
  )
}
