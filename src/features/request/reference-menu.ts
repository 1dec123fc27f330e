import { isForeignUrl } from '../../core/api/gateway-url.ts'
import { MEDIA_KINDS } from '../../core/media/media-kind.ts'
import { requestOf } from '../../core/request/draft.ts'
import {
  type Reference,
  type TaggedReference,
  tagReferences,
} from '../../core/request/reference.ts'
import { moveToRole, rolesOf, rolesToChoose } from '../../core/request/roles.ts'
import type { MenuItem } from '../../ui/menu-item.ts'
import type { RequestActions } from './request-context.ts'
import { words } from './tray-words.ts'

/** The menu of a reference. It can correct the kind, which may have been guessed wrong. */
export function listReferenceItems(
  { id, kind, name, identifier, url, gateway }: TaggedReference,
  actions: Pick<RequestActions, 'composer' | 'target' | 'openSwap' | 'setNote' | 'importUrls'>,
): MenuItem[] {
  const { composer, target, openSwap, setNote, importUrls } = actions
  const { references, prompt } = composer.draft()
  const request = requestOf(composer.draft(), target)
  const own = rolesOf(request).get(id)
  const roles = rolesToChoose(request, { kind })

  function arrange(next: readonly Reference[]): void {
    composer.arrange(next)
    const { tag = '' } = tagReferences(next).find((one) => one.id === id) ?? {}
    const role = rolesOf(requestOf(composer.draft(), target)).get(id)
    setNote({
      sentence: words.isNow(name || identifier, tag, role && words.roles[role]),
      after: composer.draft(),
      undo: () => composer.change({ references, prompt }),
    })
  }

  return [
    { id: 'swap', label: words.swap, onSelect: () => openSwap(id) },
    ...(gateway === undefined && isForeignUrl(url, [target.api, location.origin])
      ? [{ id: 'import', label: words.import, onSelect: () => void importUrls([url]) }]
      : []),
    ...(roles.some((role) => role !== own) ? roles : []).map((role, place) => ({
      id: role,
      label: words.roles[role],
      isChecked: role === own,
      startsGroup: place === 0,
      onSelect: () => {
        if (role !== own) arrange(moveToRole(request, references, id, role))
      },
    })),
    ...MEDIA_KINDS.map((one, place) => ({
      id: one,
      label: words.isKind[one],
      isChecked: one === kind,
      startsGroup: place === 0,
      onSelect: () =>
        arrange(references.map((other) => (other.id === id ? { ...other, kind: one } : other))),
    })),
  ]
}
