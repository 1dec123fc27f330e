import { memo, useCallback } from 'react'
import { flushSync } from 'react-dom'
import { type TaggedReference, tagReferences } from '../../core/request/reference.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { arrange } from './arrange.ts'
import { useRequest } from './request-context.ts'
import { TrayItem } from './TrayItem.tsx'
import { useTrayDrag } from './use-tray-drag.ts'

interface TrayProps {
  references: readonly TaggedReference[]
}

/** From here on, items out of sight are not laid out. */
const LONG_TRAY = 50

/** The references in their order, which numbers them. Typing elsewhere does not render them again. */
export const Tray = memo(function Tray({ references }: TrayProps) {
  const { composer, renderThumbnail } = useRequest()
  const { politely } = useAnnounce()

  const move = useCallback(
    (id: string, choosePlace: (place: number) => number) => {
      const place = composer.draft().references.findIndex((reference) => reference.id === id)
      // At once, so that whoever moved it can give the focus back: a moved element loses it.
      flushSync(() => arrange(composer, () => composer.move(id, choosePlace(place))))
      politely(describePlace(tagReferences(composer.draft().references), id))
    },
    [composer, politely],
  )

  const step = useCallback(
    (id: string, steps: -1 | 1, button: HTMLElement) => {
      move(id, (place) => place + steps)
      button.focus()
      button.closest('li')?.scrollIntoView({ block: 'nearest' })
    },
    [move],
  )

  const remove = useCallback(
    (id: string, button: HTMLElement) => {
      focusNeighbour(button)
      arrange(composer, () => composer.remove(id))
    },
    [composer],
  )

  const { drag, handlers } = useTrayDrag((from, to) => {
    const id = references[from]?.id
    if (id !== undefined) move(id, () => to)
  })

  function markAt(place: number) {
    if (place === drag?.from) return 'lifted'
    if (!drag || place !== drag.over) return undefined
    return place < drag.from ? 'above' : 'below'
  }

  return (
    <ol
      aria-label="References"
      {...handlers}
      className={`divide-y divide-line overflow-hidden rounded-xl border border-line ${references.length > LONG_TRAY ? 'rows-lazy' : ''}`}
    >
      {references.map((reference, place) => (
        <TrayItem
          key={reference.id}
          reference={reference}
          isFirst={place === 0}
          isLast={place === references.length - 1}
          mark={markAt(place)}
          onMove={step}
          onRename={composer.rename}
          onRemove={remove}
          renderThumbnail={renderThumbnail}
        />
      ))}
    </ol>
  )
})

/** "Dinesh is now @image2, 2 of 3." */
function describePlace(references: readonly TaggedReference[], id: string): string {
  const place = references.findIndex((reference) => reference.id === id)
  const moved = references[place]
  if (!moved) return ''
  return `${moved.name || moved.identifier} is now ${moved.tag}, ${place + 1} of ${references.length}`
}

/** From an item that is about to go to the same button of the next one, else of the one before. */
function focusNeighbour(button: HTMLElement): void {
  const item = button.closest('li')
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling
  const same = neighbour?.querySelector<HTMLElement>(
    `[aria-label="${button.getAttribute('aria-label')}"]`,
  )
  // With the last one the list goes, too.
  const next = same ?? item?.closest('section')
  next?.focus()
}
