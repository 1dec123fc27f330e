import { type RefObject, useEffect, useRef, useState } from 'react'

/** How far from the window an element counts as seen. */
const MARGIN = '400px'

const listeners = new WeakMap<EventTarget, () => void>()
/** Rows that the browser lays out now. */
const laidOut = new WeakSet<EventTarget>()
let observer: IntersectionObserver | undefined

const tellsLayout = 'ContentVisibilityAutoStateChangeEvent' in globalThis

// The browser looks anyway which of the rows are near the window: once more is once too often.
if (tellsLayout) {
  const onChange = (event: Event) => {
    const { target } = event
    if (!target || ('skipped' in event && event.skipped)) return
    laidOut.add(target)
    listeners.get(target)?.()
  }
  // Only Chromium lets this event bubble; every engine lets it be captured.
  document.addEventListener('contentvisibilityautostatechange', onChange, { capture: true })
}

/** One for all: thousands of rows would make thousands of them. */
function observe(element: Element, isRow: boolean, listener: () => void): () => void {
  listeners.set(element, listener)
  if (isRow && tellsLayout) {
    if (laidOut.has(element)) listener()
    return () => listeners.delete(element)
  }
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) listeners.get(target)?.()
      }
    },
    { rootMargin: MARGIN },
  )
  const shared = observer
  shared.observe(element)
  return () => {
    listeners.delete(element)
    shared.unobserve(element)
  }
}

/** Whether an element has come near the window yet; once seen it stays seen. */
export function useSeen<T extends Element>(): [RefObject<T | null>, boolean] {
  return useNear(true, false)
}

/**
 * The same for a row of a list whose rows have `content-visibility: auto`.
 *
 * @param isOneOfMany where it is not, nobody looks
 */
export function useSeenRow<T extends Element>(
  isOneOfMany: boolean,
): [RefObject<T | null>, boolean] {
  return useNear(isOneOfMany, true)
}

function useNear<T extends Element>(
  matters: boolean,
  isRow: boolean,
): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null)
  const [seen, setSeen] = useState(false)

  // Follows the scrolling of the window.
  useEffect(() => {
    const element = ref.current
    if (!element || seen || !matters) return
    return observe(element, isRow, () => setSeen(true))
  }, [seen, matters, isRow])

  return [ref, seen]
}
