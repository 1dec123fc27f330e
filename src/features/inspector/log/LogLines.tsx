import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useId } from 'react'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { useLinesInView } from '../../../ui/use-lines-in-view.ts'
import { words } from '../words.ts'
import { LogHead, LogRow } from './LogRow.tsx'
import { HEAD_HEIGHTS, LINE_HEIGHTS } from './log-layout.ts'
import { useFollow } from './use-follow.ts'
import { useLogLayout } from './use-log-layout.ts'

/** Lines that are rendered above and below the visible ones. */
const SPARE = 8

interface LogLinesProps {
  list: RefObject<HTMLDivElement | null>
  lines: readonly Exchange[]
  chosen: Exchange | undefined
  /** @param isOpened whether the details open. Otherwise the line is only selected. */
  onChoose: (exchange: Exchange, isOpened: boolean) => void
  isFollowing: boolean
  onFollow: (isFollowing: boolean) => void
  className: string
}

/** The lines of the log. The arrow keys select a line. Enter opens its details. */
export function LogLines(props: LogLinesProps) {
  const { list, lines, chosen, onChoose, isFollowing, onFollow, className } = props
  const id = useId()
  const layout = useLogLayout(list)
  const [lineHeight, headHeight] = [LINE_HEIGHTS[layout], HEAD_HEIGHTS[layout]]
  const { first, last } = useLinesInView({
    getScroller: useCallback(() => list.current, [list]),
    margin: headHeight,
    count: lines.length,
    lineAt: (distance) => Math.floor(distance / lineHeight),
  })
  const follow = useFollow({ box: list, lines, lineHeight, isFollowing, onFollow })

  const place = chosen === undefined ? -1 : lines.indexOf(chosen)
  const start = Math.max(0, first - SPARE)
  const rows = lines.slice(start, last + 1 + SPARE)
  const isPlaced = place >= start && place < start + rows.length

  function choose(index: number, isOpened: boolean): void {
    const exchange = lines[index]
    if (!exchange) return
    // A selected line stays in place. The newest one still follows the log.
    if (index < lines.length - 1) onFollow(false)
    if (list.current) bringIntoSight(list.current, index * lineHeight, lineHeight, headHeight)
    onChoose(exchange, isOpened)
  }

  /** Focuses the list. A focused line can leave the list, and the focus would be lost. */
  function keepFocus(event: MouseEvent<HTMLElement>): void {
    if (!rowOf(event)) return
    event.preventDefault()
    event.currentTarget.focus({ preventScroll: true })
  }

  function click(event: MouseEvent): void {
    const row = rowOf(event)
    if (row) choose(Number(row.dataset.index), true)
  }

  function press(event: KeyboardEvent<HTMLElement>): void {
    const { key, currentTarget } = event
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const page = Math.max(1, Math.floor(currentTarget.clientHeight / lineHeight) - 1)
    const last = lines.length - 1
    const places: Record<string, number> = {
      ArrowDown: place < 0 ? Math.ceil(currentTarget.scrollTop / lineHeight) : place + 1,
      ArrowUp: place < 0 ? last : place - 1,
      PageDown: place + page,
      PageUp: (place < 0 ? last : place) - page,
      Home: 0,
      End: last,
      Enter: place,
      ' ': place,
    }
    const next = places[key]
    if (next === undefined) return
    event.preventDefault()
    const isOpened = key === 'Enter' || key === ' '
    if (isOpened && place < 0) return
    choose(Math.min(last, Math.max(0, next)), isOpened)
  }

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={words.logs.calls}
      aria-activedescendant={isPlaced ? id + place : undefined}
      onScroll={follow}
      onMouseDown={keepFocus}
      onClick={click}
      onKeyDown={press}
      className={`scroll-quiet contain-strict overflow-y-auto overflow-x-hidden border-line border-t text-meta focus-visible:-outline-offset-2 ${className}`}
    >
      {headHeight > 0 && <LogHead layout={layout} />}
      <div role="presentation" className="relative" style={{ height: lines.length * lineHeight }}>
        {rows.map((exchange, offset) => {
          const index = start + offset
          return (
            <LogRow
              key={exchange.id}
              id={id + index}
              exchange={exchange}
              index={index}
              count={lines.length}
              top={index * lineHeight}
              height={lineHeight}
              layout={layout}
              isChosen={exchange === chosen}
            />
          )
        })}
      </div>
    </div>
  )
}

function rowOf({ target }: MouseEvent): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
}

/**
 * Scrolls a line into view. All values are pixels.
 *
 * @param top of the line, below the first line
 * @param above height of the header
 */
function bringIntoSight(box: HTMLElement, top: number, height: number, above: number): void {
  const bottom = top + height + above
  if (top < box.scrollTop) box.scrollTop = top
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
}
