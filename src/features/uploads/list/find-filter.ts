import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import { type EntrySort, type Filter, NO_FILTER } from '../../../core/history/entry-filter.ts'

/** Whose files of earlier visits are shown: of the gateway and key in use, or of more than those. */
export type Place = 'in-use' | 'all' | GatewayId

/** What a person looks for. */
export interface Search extends Pick<Filter, 'text' | 'kind' | 'sort'> {
  place: Place
  day: keyof typeof DAY_WORDS
}

export const NO_SEARCH: Search = { ...NO_FILTER, day: 'all', place: 'in-use' }

export const KIND_WORDS: Record<Filter['kind'], string> = {
  all: 'All kinds',
  image: 'Images',
  video: 'Videos',
  audio: 'Audio',
}

export const PLACE_WORDS: Record<Place, string> = {
  'in-use': 'This gateway and key',
  varg: GATEWAYS.varg.label,
  sandbox: GATEWAYS.sandbox.label,
  all: 'All gateways',
}

export const DAY_WORDS = {
  all: 'Any day',
  today: 'Today',
  week: 'Last 7 days',
  month: 'Last 30 days',
} as const

export const SORT_WORDS: Record<EntrySort, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  name: 'By name',
  largest: 'Largest first',
  smallest: 'Smallest first',
}

/** The filter of what is remembered. @param account of the key in use, where there is one */
export function filterOfHistory(
  { place, ...rest }: Search,
  gateway: GatewayId,
  account: string | undefined,
): Filter {
  if (place === 'in-use') return { ...rest, gateway, account }
  return { ...rest, gateway: place }
}

/** The filter of the uploads of now, which are shown whatever gateway is in use. */
export function filterOfUploads({ place, ...rest }: Search): Filter {
  return { ...rest, gateway: place === 'in-use' ? 'all' : place }
}

/** Whether only who knows all entries can answer it: of these, the newest are not the newest of all. */
export function asksForAll(search: Search): boolean {
  return isSearching(search) || search.sort !== NO_SEARCH.sort
}

/** Whether it leaves out anything that would be shown without it. An order does not. */
export function isSearching({ text, kind, day, place }: Search): boolean {
  return text.trim() !== '' || kind !== 'all' || day !== 'all' || place !== 'in-use'
}
