import { useCallback, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { TaggedReference } from '../../core/request/reference.ts'
import type { Role } from '../../core/request/roles.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { useMedia } from '../../ui/use-media.ts'
import { describePlace } from './describe-place.ts'
import { listReferenceItems } from './reference-menu.ts'
import { useRequest } from './request-context.ts'
import { TrayRow } from './TrayRow.tsx'
import type { TrayLook } from './tray-looks.ts'
import { words } from './tray-words.ts'
import { useFlip } from './use-flip.ts'
import type { TrayDrag } from './use-tray-drag.ts'

/** Viewports with higher rows, for touch. */
const ROOMY = '(width < 40rem), (pointer: coarse)'

/** From this number of references on, the tray has two columns. */
const MANY = 7

interface TrayProps {
  references: readonly TaggedReference[]
  roles: ReadonlyMap<string, Role>
  drag: TrayDrag | undefined
}

/** The references in the order that numbers them. */
export function Tray({ references, roles, drag }: TrayProps) {
  const { composer, target, renderThumbnail, openSwap, setNote, importUrls } = useRequest()
  const { politely } = useAnnounce()
  const list = useRef<HTMLOListElement>(null)
  const isRoomy = useMedia(ROOMY)
  useFlip(list, references.map(({ id }) => id).join(' '))
  const look: TrayLook = isRoomy ? 'roomy' : references.length < MANY ? 'rows' : 'columns'

  const step = useCallback(
    (id: string, steps: -1 | 1, button: HTMLElement) => {
      const place = composer.draft().references.findIndex((reference) => reference.id === id)
      // Renders at once, because a moved element loses the focus.
      flushSync(() => composer.move(id, place + steps))
      button.focus()
      button.closest('li')?.scrollIntoView({ block: 'nearest' })
      politely(describePlace(composer, id))
    },
    [composer, politely],
  )

  const remove = useCallback(
    (id: string, button: HTMLElement) => {
      focusNeighbour(button)
      composer.remove(id)
    },
    [composer],
  )

  const listItems = useCallback(
    (reference: TaggedReference) =>
      listReferenceItems(reference, { composer, target, openSwap, setNote, importUrls }),
    [composer, target, openSwap, setNote, importUrls],
  )

  return (
    <ol
      ref={list}
      aria-label={words.references}
      className={`scroll-quiet relative max-h-[40dvh] shrink-0 overflow-y-auto border-line border-t max-sm:max-h-none ${look === 'columns' ? 'grid grid-cols-2' : ''}`}
    >
      {references.map((reference, place) => (
        <TrayRow
          key={reference.id}
          reference={reference}
          place={place}
          count={references.length}
          role={roles.get(reference.id)}
          look={look}
          mark={markAt(place, references.length, drag)}
          onStep={step}
          onRename={composer.rename}
          onRemove={remove}
          listItems={listItems}
          renderThumbnail={renderThumbnail}
        />
      ))}
    </ol>
  )
}

function markAt(place: number, count: number, drag: TrayDrag | undefined) {
  if (place === drag?.from) return 'lifted'
  if (place === drag?.swap) return 'swap'
  if (place === drag?.to) return 'before'
  return place === count - 1 && drag?.to === count ? 'after' : undefined
}

/** Moves the focus to the same button of the next row, or of the previous row at the end. */
function focusNeighbour(button: HTMLElement): void {
  const row = button.closest('li')
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling
  const same = neighbour?.querySelector<HTMLElement>(
    `[aria-label="${button.getAttribute('aria-label')}"]`,
  )
  if (same) same.focus()
  else leaveFocus(row)
}
