import { type DragEvent, useRef, useState } from 'react'
import type { NewReference } from '../../core/request/composer.ts'
import { DRAGGED_TYPE, readDragged } from '../../core/request/dragged.ts'

/** Marks a drag within the tray. No other page takes it. */
const OWN_TYPE = 'application/x-refdrop-reference'

export interface TrayDrag {
  /** Index of the reference that is dragged. Undefined for references of the list. */
  from: number | undefined
  /** Index at which the drop inserts. Undefined when it would not insert. */
  to: number | undefined
  /** Index of the reference that the drop replaces. */
  swap?: number | undefined
}

interface TrayDragOptions {
  countReferences: () => number
  /** The text that a dragged reference becomes in a field. */
  textOf: (index: number) => string
  /** @param to index among the other references */
  onMove: (from: number, to: number) => void
  onAdd: (references: readonly NewReference[], to: number) => void
  /** @param place index of the reference that the first one replaces */
  onSwap: (references: readonly NewReference[], place: number) => void
}

/**
 * Drags references within the tray, and from the list onto the request. A drop within the tray
 * moves the reference. A drop from the list replaces a reference, or inserts at its edges. Files
 * are left to the page.
 */
export function useTrayDrag(options: TrayDragOptions) {
  const { countReferences, textOf, onMove, onAdd, onSwap } = options
  const [drag, setDrag] = useState<TrayDrag>()
  /** Index of the dragged reference. A ref, because events may come before the next render. */
  const held = useRef<number>(undefined)

  /** The drag after this event, or undefined when it has no references. */
  function follow(event: DragEvent): TrayDrag | undefined {
    const over = indexOf(event.target)
    const from = held.current
    if (from !== undefined) {
      const isElsewhere = over !== undefined && over !== from
      return { from, to: isElsewhere ? over + (over > from ? 1 : 0) : undefined }
    }
    if (!event.dataTransfer.types.includes(DRAGGED_TYPE)) return undefined
    if (over === undefined) return { from, to: countReferences() }
    const part = partOf(event)
    if (part === 'middle') return { from, to: undefined, swap: over }
    return { from, to: over + (part === 'end' ? 1 : 0) }
  }

  function end(): void {
    held.current = undefined
    setDrag(undefined)
  }

  return {
    drag,

    /** For the whole request. Its references are draggable and have `data-place`. */
    handlers: {
      onDragStart(event: DragEvent): void {
        const from = indexOf(event.target)
        if (from === undefined) return
        event.dataTransfer.setData(OWN_TYPE, '')
        event.dataTransfer.setData('text/plain', textOf(from))
        event.dataTransfer.effectAllowed = 'copyMove'
        held.current = from
        setDrag({ from, to: undefined })
      },

      onDragOver(event: DragEvent): void {
        const next = follow(event)
        if (!next) return
        if (next.from !== drag?.from || next.to !== drag?.to || next.swap !== drag?.swap)
          setDrag(next)
        if (next.from !== undefined && next.to === undefined) return
        event.preventDefault()
        event.dataTransfer.dropEffect = next.from === undefined ? 'copy' : 'move'
      },

      onDragLeave({ currentTarget, relatedTarget }: DragEvent): void {
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return
        const from = held.current
        setDrag(from === undefined ? undefined : { from, to: undefined })
      },

      onDrop(event: DragEvent): void {
        const next = follow(event)
        end()
        if (!next) return
        const { from, to, swap } = next
        if (to === undefined && swap === undefined) return
        event.preventDefault()
        const references = readDragged(event.dataTransfer) ?? []
        if (swap !== undefined) onSwap(references, swap)
        else if (to !== undefined && from !== undefined) onMove(from, to > from ? to - 1 : to)
        else if (to !== undefined && references.length > 0) onAdd(references, to)
      },

      onDragEnd: end,
    },
  }
}

function itemOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
}

function indexOf(target: EventTarget): number | undefined {
  const item = itemOf(target)
  return item ? Number(item.dataset.place) : undefined
}

/** The part of an item under the pointer. Each edge is a quarter of the item. */
function partOf({ target, clientX, clientY }: DragEvent): 'start' | 'middle' | 'end' {
  const item = itemOf(target)
  if (!item) return 'end'
  const { left, top, width, height } = item.getBoundingClientRect()
  const isColumn = width < (item.parentElement?.clientWidth ?? 0) * 0.75
  const share = isColumn ? (clientX - left) / width : (clientY - top) / height
  if (share < 0.25) return 'start'
  return share > 0.75 ? 'end' : 'middle'
}
