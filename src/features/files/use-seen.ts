import { type RefObject, useEffect, useRef, useState } from 'react'

/** How far from the window an element counts as seen. */
const MARGIN = '400px'

const listeners = new WeakMap<Element, () => void>()
let observer: IntersectionObserver | undefined

/** One for all: thousands of rows would make thousands of them. */
function observe(element: Element, listener: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) listeners.get(target)?.()
      }
    },
    { rootMargin: MARGIN },
  )
  const shared = observer
  listeners.set(element, listener)
  shared.observe(element)
  return () => {
    listeners.delete(element)
    shared.unobserve(element)
  }
}

/**
 * Whether an element has come near the window yet; once seen it stays seen.
 *
 * @param matters where it does not, nobody looks
 */
export function useSeen<T extends Element>(matters = true): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null)
  const [seen, setSeen] = useState(false)

  // Follows the scrolling of the window.
  useEffect(() => {
    const element = ref.current
    if (!element || seen || !matters) return
    return observe(element, () => setSeen(true))
  }, [seen, matters])

  return [ref, seen]
}
