import { ArrowUp, type LucideIcon, Plus } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { words } from './dropped-words.ts'
import { type Drag, REQUEST_ZONE } from './use-page-drop.ts'

/** Pixels between a reference and the edge of what is drawn over it. */
const GAP = 4

/** Pixels between a zone and what is drawn inside its frame. */
const EDGE = 20

interface DropOverlayProps {
  drag: Drag
  /** Name of the destination. */
  gateway: string
  hasKey: boolean
  /** The request while it is open. It gets a zone of its own. */
  findRequest: () => Element | null
}

/**
 * Covers the panes and open dialogs while files, links or pictures are dragged over the page. Drag
 * events pass through it. Each reference that a drop can replace gets a drop target in its place.
 */
export function DropOverlay({ drag, gateway, hasKey, findRequest }: DropOverlayProps) {
  const overlay = useRef<HTMLElement>(null)
  const [layout] = useState(() => measureLayout(findRequest()))

  // Only showPopover() places the element above open dialogs.
  useLayoutEffect(() => {
    const element = overlay.current
    element?.showPopover()
    return () => element?.hidePopover()
  }, [])

  const { isLink, zone } = drag
  const [add, upload] = isLink
    ? [words.byUrl, words.byUrl]
    : [words.becomesReference, words.dropped({ ...drag, gateway, hasKey })]

  return (
    <section
      ref={overlay}
      popover="manual"
      aria-label={words.dropFiles}
      className="pointer-events-none fixed inset-x-0 top-(--header) bottom-0 m-0 h-auto max-h-none w-auto max-w-none bg-page p-0"
    >
      <div className="mx-auto grid h-full max-w-(--page-max)" style={layout?.grid}>
        <Zone
          icon={isLink ? Plus : ArrowUp}
          title={isLink ? words.dropToAdd : words.dropToUpload}
          detail={upload}
          isActive={zone === 'list'}
        />
        {layout && (
          <Zone
            id={REQUEST_ZONE}
            icon={Plus}
            title={words.dropToAdd}
            detail={add}
            isActive={zone === 'request'}
            below={layout.below}
          >
            {layout.rows.map(({ id, label, style }) => (
              <span
                key={id}
                data-swap={id}
                data-active={zone === `swap ${id}` || undefined}
                style={style}
                className="absolute flex items-center gap-1.5 rounded-control border-[1.5px] border-line-strong border-dashed bg-surface px-3 data-active:border-accent data-active:border-solid data-active:bg-accent-soft data-active:text-accent data-active:outline-1 data-active:outline-accent"
              >
                <span className="min-w-0 truncate">
                  <strong className="font-strong">{words.swap}</strong> {label}
                </span>
              </span>
            ))}
          </Zone>
        )}
      </div>
    </section>
  )
}

interface ZoneProps {
  id?: string
  icon: LucideIcon
  title: string
  detail: string
  /** Whether it is under the pointer. */
  isActive: boolean
  /** Pixels at the top that the text of the zone leaves free. */
  below?: number
  children?: ReactNode
}

function Zone({ id, icon, title, detail, isActive, below = 0, children }: ZoneProps) {
  const [ground, edge, ink] = isActive
    ? ['bg-selected', 'border-2 border-accent border-solid', 'text-accent']
    : [
        id ? 'bg-panel' : 'bg-surface',
        'border-[1.5px] border-line-strong border-dashed',
        'text-ink',
      ]
  return (
    <div
      id={id}
      data-active={isActive || undefined}
      style={{ paddingTop: below + 32 }}
      className={`relative grid place-content-center justify-items-center gap-1 p-8 text-center text-body ${ground}`}
    >
      <span aria-hidden className={`absolute inset-3.5 rounded-[14px] ${edge}`} />
      <Icon of={icon} size={24} className={`mb-3 ${isActive ? ink : 'text-soft'}`} />
      <strong className={`text-balance font-strong text-xl max-sm:text-lg ${ink}`}>{title}</strong>
      <span className="text-soft">{detail}</span>
      {children}
    </div>
  )
}

/**
 * Places the second zone over a request beside the list, or else in the lower third. Undefined
 * while no request is visible.
 */
function measureLayout(request: Element | null) {
  if (!request?.checkVisibility()) return undefined
  const rect = request.getBoundingClientRect()
  const { left, width } = rect
  if (left <= width / 2) return { grid: { gridTemplateRows: '2fr 1fr' }, rows: [], below: 0 }
  const rows = findRows(request, rect)
  const below = Math.max(0, ...rows.map(({ style }) => style.top + style.height))
  return { grid: { gridTemplateColumns: `minmax(0, 1fr) ${width}px` }, rows, below }
}

/** The references that are in view, placed in the zone. */
function findRows(request: Element, { left, top, width }: DOMRect) {
  return [...request.querySelectorAll<HTMLElement>('[data-place]')].flatMap((row) => {
    const [box, list] = [row, row.parentElement ?? row].map((one) => one.getBoundingClientRect())
    const { id, label } = { id: row.dataset.id ?? '', label: row.ariaLabel ?? '' }
    if (!box || !list || box.top < list.top - 1 || box.bottom > list.bottom + 1) return []
    const start = Math.max(box.left - left, EDGE)
    const end = Math.min(box.right - left, width - EDGE)
    const style = {
      left: start + GAP,
      top: box.top - top + GAP / 2,
      width: end - start - 2 * GAP,
      height: box.height - GAP,
    }
    return { id, label, style }
  })
}
