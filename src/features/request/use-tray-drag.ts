import { type DragEvent, useState } from 'react'

/** No other page and no field of ours takes it, so a reference goes nowhere but to its tray. */
const DRAG_TYPE = 'application/x-refdrop-reference'

interface Drag {
  /** Place of the reference that is held. */
  from: number
  /** Place of the one that it is over. */
  over: number | undefined
}

/**
 * Dragging within an ordered list: what is let go of over another takes its place.
 *
 * @param onMove from which place to which, both counted from 0
 */
export function useTrayDrag(onMove: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag>()

  return {
    drag,

    /** For the list, whose items are draggable. Files that are dragged over it are none of its business. */
    handlers: {
      onDragStart(event: DragEvent): void {
        const from = placeOf(event)
        if (from === undefined) return
        event.dataTransfer.setData(DRAG_TYPE, '')
        event.dataTransfer.effectAllowed = 'move'
        setDrag({ from, over: undefined })
      },

      onDragOver(event: DragEvent): void {
        if (!drag) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        const over = placeOf(event)
        if (over !== drag.over) setDrag({ ...drag, over })
      },

      onDragLeave({ currentTarget, relatedTarget }: DragEvent): void {
        if (!drag || (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          return
        setDrag({ ...drag, over: undefined })
      },

      onDrop(event: DragEvent): void {
        const to = placeOf(event)
        if (!drag || to === undefined) return
        event.preventDefault()
        setDrag(undefined)
        if (to !== drag.from) onMove(drag.from, to)
      },

      onDragEnd: () => setDrag(undefined),
    },
  }
}

/** Place of the item of the list that an event happened in. */
function placeOf({ target, currentTarget }: DragEvent): number | undefined {
  const item = target instanceof Element ? target.closest('li') : null
  const place = item ? [...currentTarget.children].indexOf(item) : -1
  return place < 0 ? undefined : place
}
