import type { GatewayId } from '../../../core/api/gateways.ts'
import { type Filter, NO_FILTER } from '../../../core/history/entry-filter.ts'

/** Whose stored files the list shows: those of the gateway and key in use, or of others, too. */
export type Place = 'in-use' | 'all' | GatewayId

/** What a person searches for. */
export interface Search extends Pick<Filter, 'text' | 'kind' | 'sort'> {
  place: Place
  day: 'all' | 'today' | 'week' | 'month'
}

export const NO_SEARCH: Search = { ...NO_FILTER, day: 'all', place: 'in-use' }

/** The filter for the history. @param account of the key in use, if there is one */
export function filterOfHistory(
  { place, ...rest }: Search,
  gateway: GatewayId,
  account: string | undefined,
): Filter {
  if (place === 'in-use') return { ...rest, gateway, account }
  return { ...rest, gateway: place }
}

/** The filter for uploads of this page, which are shown for every gateway. */
export function filterOfUploads({ place, ...rest }: Search): Filter {
  return { ...rest, gateway: place === 'in-use' ? 'all' : place }
}

/** Whether the search needs the whole history, not only the newest entries. */
export function asksForAll(search: Search): boolean {
  return isSearching(search) || search.sort !== NO_SEARCH.sort
}

/** Whether the search hides files. Sorting does not. */
export function isSearching({ text, kind, day, place }: Search): boolean {
  return text.trim() !== '' || kind !== 'all' || day !== 'all' || place !== 'in-use'
}
