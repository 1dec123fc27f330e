import { Download, Trash2 } from 'lucide-react'
import type {
  ExchangeFilter,
  FoundExchanges,
  StatusFilter,
} from '../../../core/traffic/find-exchanges.ts'
import { Button } from '../../../ui/Button.tsx'
import { RadioBar } from '../../../ui/RadioBar.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'

interface LogBarProps {
  filter: ExchangeFilter
  onFilter: (filter: ExchangeFilter) => void
  counts: FoundExchanges['counts']
  /** The number of calls, in words. */
  summary: string
  isFollowing: boolean
  onFollow: (isFollowing: boolean) => void
  isEmpty: boolean
  isNothingShown: boolean
  onClear: () => void
  onSave: () => void
}

const STATUS_WORDS: Readonly<Record<StatusFilter, string>> = {
  all: 'All',
  '2xx': '2xx',
  '4xx': '4xx',
  '5xx': '5xx',
  broken: 'Broken',
}

/** The search, the filters and the actions of the log. */
export function LogBar(props: LogBarProps) {
  const { filter, onFilter, counts, summary, isFollowing, onFollow } = props
  const statuses = (Object.keys(STATUS_WORDS) as StatusFilter[]).map((value) => ({
    value,
    label: withCount(STATUS_WORDS[value], counts[value]),
  }))
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
      <SearchField
        label="Search calls"
        value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}
        className="min-w-0 flex-1 basis-40 sm:max-w-72"
      />
      <label className="flex items-center gap-1.5 pointer-coarse:min-h-11 max-sm:order-1">
        <input
          type="checkbox"
          checked={isFollowing}
          onChange={({ target }) => onFollow(target.checked)}
          className="size-4"
        />
        Follow
      </label>
      <div className="max-w-full overflow-x-auto whitespace-nowrap tabular-nums max-sm:order-3 max-sm:[&>*]:text-xs">
        <RadioBar
          legend="Status of calls"
          options={statuses}
          value={filter.status}
          onChange={(status) => onFilter({ ...filter, status })}
        />
      </div>
      <p className="text-soft tabular-nums max-sm:sr-only">{summary}</p>
      <div className="ml-auto flex gap-1 max-sm:order-2">
        <Button look="quiet" tight idle={props.isEmpty} onClick={props.onClear}>
          <Trash2 size={15} aria-hidden /> <span className="max-sm:sr-only">Clear</span>
        </Button>
        <Button look="quiet" tight idle={props.isNothingShown} onClick={props.onSave}>
          <Download size={15} aria-hidden /> <span className="max-sm:sr-only">Save HAR</span>
        </Button>
      </div>
    </div>
  )
}

function withCount(words: string, count: number): string {
  return count === 0 ? words : `${words} ${count.toLocaleString('en')}`
}
