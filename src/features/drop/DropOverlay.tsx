import { ArrowUp, type LucideIcon, Plus } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { words } from './dropped-words.ts'
import { type Drag, REQUEST_ZONE } from './use-page-drop.ts'

interface DropOverlayProps {
  drag: Drag
  /** Name of the destination. */
  gateway: string
  hasKey: boolean
  /** The request while it is open. It gets a zone of its own. */
  findRequest: () => Element | null
}

/**
 * Covers the panes while files are dragged over the page, above open dialogs. Drag events pass
 * through it.
 */
export function DropOverlay({ drag, gateway, hasKey, findRequest }: DropOverlayProps) {
  const overlay = useRef<HTMLElement>(null)
  const [layout] = useState(() => measureLayout(findRequest()))

  // Follows the element: only a method shows it above open dialogs.
  useLayoutEffect(() => {
    const element = overlay.current
    element?.showPopover()
    return () => element?.hidePopover()
  }, [])

  return (
    <section
      ref={overlay}
      popover="manual"
      aria-label={words.dropFiles}
      className="pointer-events-none fixed inset-x-0 top-(--header) bottom-0 m-0 h-auto max-h-none w-auto max-w-none bg-page p-0"
    >
      <div className="mx-auto grid h-full max-w-(--page-max)" style={layout?.grid}>
        <Zone
          icon={ArrowUp}
          title={words.dropToUpload}
          detail={words.dropped({ ...drag, gateway, hasKey })}
          isActive={drag.zone === 'list'}
        />
        {layout && (
          <Zone
            id={REQUEST_ZONE}
            icon={Plus}
            title={words.dropToAdd}
            detail={words.becomesReference}
            isActive={drag.zone === 'request'}
          />
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
}

function Zone({ id, icon, title, detail, isActive }: ZoneProps) {
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
      className={`relative grid place-content-center justify-items-center gap-1 p-8 text-center text-body ${ground}`}
    >
      <span aria-hidden className={`absolute inset-3.5 rounded-[14px] ${edge}`} />
      <Icon of={icon} size={24} className={`mb-2.5 ${isActive ? ink : 'text-soft'}`} />
      <strong className={`text-balance font-strong text-xl max-sm:text-lg ${ink}`}>{title}</strong>
      <span className="text-soft">{detail}</span>
    </div>
  )
}

/**
 * Puts the second zone exactly over the request: at its side when it is beside the list, else in
 * the lower third. Undefined while no request is visible.
 */
function measureLayout(request: Element | null) {
  if (!request?.checkVisibility()) return undefined
  const { left, width } = request.getBoundingClientRect()
  const isBeside = left > width / 2
  return {
    grid: isBeside
      ? { gridTemplateColumns: `minmax(0, 1fr) ${width}px` }
      : { gridTemplateRows: '2fr 1fr' },
  }
}
