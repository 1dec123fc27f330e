import { Download } from 'lucide-react'
import type {
  ExchangeFilter,
  FoundExchanges,
  StatusFilter,
} from '../../../core/traffic/find-exchanges.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { words } from '../words.ts'

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

const STATUSES: readonly StatusFilter[] = ['all', '2xx', '4xx', '5xx', 'broken']

/** The search, the filters and the actions of the log. */
export function LogBar(props: LogBarProps) {
  const { filter, onFilter, counts, summary, isFollowing, onFollow } = props
  const statuses = STATUSES.map((value) => ({
    value,
    label: words.logs.status(value, counts[value]),
  }))
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1.5 py-2 pe-3 ps-5 max-sm:ps-4">
      <SearchField
        size="small"
        label={words.logs.search}
        value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}
        className="min-w-0 flex-1 basis-40 sm:max-w-55"
      />
      <div className="max-w-full overflow-x-auto whitespace-nowrap max-sm:order-3">
        <Segmented
          size="small"
          label={words.logs.statuses}
          options={statuses}
          value={filter.status}
          onChange={(status) => onFilter({ ...filter, status })}
        />
      </div>
      <label className="flex min-h-(--control-small) items-center gap-1.5 max-sm:order-1">
        <input
          type="checkbox"
          checked={isFollowing}
          onChange={({ target }) => onFollow(target.checked)}
        />
        {words.logs.follow}
      </label>
      <p className="text-soft max-md:sr-only">{summary}</p>
      <div className="ms-auto flex gap-1 max-sm:order-2">
        <Button look="quiet" idle={props.isEmpty} onClick={props.onClear}>
          {words.logs.clear}
        </Button>
        <Button look="quiet" idle={props.isNothingShown} onClick={props.onSave}>
          <Icon of={Download} />
          <span className="max-sm:sr-only">{words.logs.saveHar}</span>
        </Button>
      </div>
    </div>
  )
}
