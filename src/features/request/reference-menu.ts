import type { TaggedReference } from '../../core/request/reference.ts'
import type { MenuItem } from '../../ui/menu-item.ts'
import type { RequestActions } from './request-context.ts'
import { words } from './tray-words.ts'

/** What can be done with one reference beyond its buttons. */
export function listReferenceItems(
  { id }: TaggedReference,
  { openSwap }: Pick<RequestActions, 'openSwap'>,
): MenuItem[] {
  return [{ id: 'swap', label: words.swap, onSelect: () => openSwap(id) }]
}
