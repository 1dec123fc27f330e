import { type MouseEvent, type PointerEvent, useRef } from 'react'

/** How long a finger rests, in milliseconds, and how far it may move meanwhile, in pixels. */
const REST = 500
const SLACK = 10

interface Press {
  timer: ReturnType<typeof setTimeout>
  x: number
  y: number
  isDone: boolean
}

/**
 * Calls back once when a finger rests on an element. Suppresses the click at the end.
 *
 * @param takesTap whether a short tap on an element counts as a long one
 */
export function useLongPress(
  onLongPress: (target: Element) => void,
  takesTap: (target: Element) => boolean,
) {
  const press = useRef<Press>(undefined)

  function finish(target: EventTarget): void {
    const { current } = press
    if (!current || current.isDone || !(target instanceof Element)) return
    clearTimeout(current.timer)
    current.isDone = true
    onLongPress(target)
  }

  function cancel(): void {
    clearTimeout(press.current?.timer)
  }

  return {
    /** Call on a `contextmenu` event, by which some browsers report a long press. */
    finish,

    on: {
      onPointerDown({ pointerType, clientX: x, clientY: y, target }: PointerEvent): void {
        cancel()
        press.current =
          pointerType === 'touch'
            ? { timer: setTimeout(() => finish(target), REST), x, y, isDone: false }
            : undefined
      },
      onPointerMove({ clientX, clientY }: PointerEvent): void {
        const { current } = press
        if (current && Math.hypot(clientX - current.x, clientY - current.y) > SLACK) cancel()
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
      onClickCapture(event: MouseEvent): void {
        const { current } = press
        if (!current) return
        const { target } = event
        if (!current.isDone && !(target instanceof Element && takesTap(target))) return
        finish(target)
        press.current = undefined
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}
