import { useEffect, useEffectEvent, useRef } from 'react'
import { Menu } from '../../../ui/Menu.tsx'
import { PHONE, useMedia } from '../../../ui/use-media.ts'
import { RowContent } from '../row/RowContent.tsx'
import { rowActionsOf } from '../row/row-actions.ts'
import { useRowController } from '../row/row-controller.ts'
import { DayHeadings, headingId, type ShownSection } from './DayHeadings.tsx'
import { ListRow } from './ListRow.tsx'
import { RowProbe } from './RowProbe.tsx'
import { keyOfItem } from './row.ts'
import { useArrivals } from './use-arrivals.ts'
import { useCurrentItem, useCurrentRow } from './use-current-row.ts'
import { useLineSizes, type View } from './use-line-sizes.ts'
import { useListFact } from './use-list-controller.ts'
import { useListEvents } from './use-list-events.ts'
import { useListParts } from './use-list-parts.ts'
import type { Rows } from './use-rows.ts'
import { type Covered, useVirtualLines } from './use-virtual-lines.ts'
import { words } from './words.ts'

/** The `aria-setsize` of a list whose end is unknown. */
const UNKNOWN = -1

interface FileListProps {
  rows: Rows
  view: View
  /** False while only the newest entries of the history are known. */
  hasAll: boolean
  /** The pane that scrolls. Without it, the page scrolls. */
  pane: HTMLElement | null
  covered: () => Covered
}

/** All files, as one list of rows or tiles. Only those near the window are in the document. */
export function FileList({ rows, view, hasAll, pane, covered }: FileListProps) {
  const { items, now } = rows
  const list = useRef<HTMLUListElement>(null)
  const probe = useRef<HTMLDivElement>(null)
  const sizes = useLineSizes(probe, view, useMedia(PHONE))
  const parts = useListParts(view === 'grid')
  const place = useCurrentItem(items)
  const virtual = useVirtualLines({ rows, sizes, list, pane, kept: place.index, covered })
  const { layout, lines, topOf, aboveLine, scrollTo } = virtual
  const current = useCurrentRow(items, place, list, scrollTo)
  const events = useListEvents({ items, list, layout, pageSize: virtual.pageSize, view, current })
  useArrivals(items, scrollTo)
  useReveal(events.focusKey)

  const setSize = hasAll ? items.length : UNKNOWN
  return (
    <div className="relative" style={{ height: virtual.total }}>
      <RowProbe probe={probe} />
      <ul ref={list} aria-label={words.files} className="h-full" {...events.on}>
        {lines.flatMap((line) => {
          const { start, count, section } = layout.lineAt(line)
          const top = topOf(line) + aboveLine(line)
          return items
            .slice(start, start + count)
            .map((item, column) => (
              <ListRow
                key={keyOfItem(item)}
                item={item}
                index={start + column}
                line={line}
                setSize={setSize}
                top={top}
                tile={sizes.tile}
                Content={sizes.tile ? parts?.TileContent : RowContent}
                column={column}
                isCurrent={start + column === current.index}
                day={section > 0 ? headingId(section) : undefined}
                measure={virtual.measure}
              />
            ))
        })}
      </ul>
      <DayHeadings sections={shownSections(rows, virtual)} now={now} />
      <RowMenu events={events} />
    </div>
  )
}

/** The sections that are partly or fully in the document. The first one has no heading. */
function shownSections(
  { sections }: Rows,
  { layout, lines, topOf }: ReturnType<typeof useVirtualLines>,
): readonly ShownSection[] {
  const indices = new Set(lines.map((line) => layout.lineAt(line).section))
  return [...indices].flatMap((index): ShownSection[] => {
    const section = sections[index]
    if (!section || index === 0) return []
    const [start, end] = [layout.firstLineOf(index), layout.firstLineOf(index + 1)]
    return [{ ...section, index, top: topOf(start), height: topOf(end) - topOf(start) }]
  })
}

/** Scrolls to the row that the controller reveals, and focuses it. */
function useReveal(focusKey: (key: string) => void): void {
  const { controller } = useRowController()
  const revealed = useListFact((known) => known.revealed())
  const reveal = useEffectEvent((key: string) => {
    controller.reveal(undefined)
    focusKey(key)
  })
  useEffect(() => {
    // Runs after the effects, because React cannot flush a render inside them.
    if (revealed !== undefined) queueMicrotask(() => reveal(revealed))
  }, [revealed])
}

function RowMenu({ events: { menu, closeMenu } }: { events: ReturnType<typeof useListEvents> }) {
  const rowController = useRowController()
  const actions = menu && rowActionsOf(menu.row, rowController)
  if (!menu || !actions) return null
  return (
    <Menu label={words.moreActions} items={actions.menu} anchor={menu.anchor} onClose={closeMenu} />
  )
}
