import { GATEWAYS } from '../../../core/api/gateways.ts'
import type { EntrySort, Filter } from '../../../core/history/entry-filter.ts'
import { formatNumber, plural } from '../../../core/text/format.ts'
import type { Place, Search } from './find-filter.ts'
import type { View } from './use-line-sizes.ts'

/** The words of the filter, of what a search found, of the selection and of undo. */
export const words = {
  noMatch: 'No files match.',
  noneOfKey: 'No files of this key.',
  noMatchFor: (text: string) => `No files match “${text}”.`,
  elsewhere: (count: number) => `${plural(count, 'file')} of another gateway or key.`,
  showElsewhere: 'Show all gateways',
  clearFilters: 'Clear filters',
  showAll: 'Show all files',
  /** The rows of the filter. */
  filter: 'Filter',
  filterRows: { kind: 'Kind', place: 'From', day: 'Day', sort: 'Sort', view: 'View' },
  removeFilter: (name: string) => `Remove filter ${name}`,
  kinds: { all: 'All', image: 'Images', video: 'Videos', audio: 'Audio' } satisfies Record<
    Filter['kind'],
    string
  >,
  places: {
    'in-use': 'This key',
    varg: GATEWAYS.varg.label,
    sandbox: GATEWAYS.sandbox.label,
    all: 'All',
  } satisfies Record<Place, string>,
  /** The places in a chip, which has no "From" label. */
  placeChips: {
    'in-use': 'This key',
    varg: GATEWAYS.varg.label,
    sandbox: GATEWAYS.sandbox.label,
    all: 'All gateways',
  } satisfies Record<Place, string>,
  days: { all: 'Any', today: 'Today', week: '7 days', month: '30 days' } satisfies Record<
    Search['day'],
    string
  >,
  dayChips: {
    all: 'Any day',
    today: 'Today',
    week: 'Last 7 days',
    month: 'Last 30 days',
  } satisfies Record<Search['day'], string>,
  sorts: { newest: 'Newest', oldest: 'Oldest', name: 'Name', largest: 'Size' } satisfies Record<
    EntrySort,
    string
  >,
  views: { list: 'List', grid: 'Grid' } satisfies Record<View, string>,

  fromGatewayTip: (gateway: string) => `Lists every file of this key at ${gateway}`,

  deleteAsked: (gateway: string) => `Delete at ${gateway}?`,
  deletes: 'It is deleted from your account, and from the history.',
  deletesReference: (tag: string) => `It is ${tag} in your request.`,
  deleteWarning: 'URLs you pasted elsewhere may stop working. This cannot be undone.',
  delete: 'Delete',
  keep: 'Keep file',

  selection: 'Selected files',
  selected: (count: number) => `${formatNumber(count)} selected`,
  add: 'Add to request',
  copy: 'Copy URLs',
  copyFound: (count: number) => `Copy ${plural(count, 'URL')}`,
  remove: 'Remove from history',
  clearSelection: 'Clear selection',

  undo: 'Undo',
  undone: 'Undone.',
  undoWithKeys: 'Ctrl+Z undoes it.',
}
