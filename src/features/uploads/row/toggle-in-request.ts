import { type ListItem, referenceOfItem } from '../../../core/request/list-item.ts'
import type { Announce } from '../../../ui/LiveRegions.tsx'
import type { RequestPorts } from '../list/files-ports.ts'
import { words } from './words.ts'

/** Puts a file at the end of the request, or takes it out. Announces which. */
export function toggleInRequest(
  item: ListItem,
  request: RequestPorts,
  { politely }: Announce,
): void {
  const { url, title } = item
  if (request.tagOf(url) !== undefined) {
    request.remove(url)
    politely(words.taken(title))
    return
  }
  const isFull = request.add([referenceOfItem(item)]) > 0
  politely(isFull ? words.full(title) : words.added(title, request.tagOf(url) ?? ''))
}
