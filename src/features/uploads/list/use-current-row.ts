import {
  type FocusEvent,
  type RefObject,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { type Item, indexOfItem } from './arrange-rows.ts'

export interface CurrentRow {
  /** The row that the Tab key reaches. Undefined for an empty list. */
  index: number | undefined
  /** Scrolls to a row and focuses it. Call it in an event, never while rendering. */
  focusItem(index: number): void
  onFocus(event: FocusEvent): void
  onBlur(event: FocusEvent): void
}

/** @returns the element of a row, if it is in the document */
export function elementOfItem(list: Element | null, index: number): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`:scope > [data-item="${index}"]`) ?? null
}

/** Where the focus is or was last. It stays with its file when rows come and go. */
export function useCurrentItem(items: readonly Item[]) {
  const [current, setCurrent] = useState<{ item: Item; index: number }>()
  const found = current ? indexOfItem(items, current.item, current.index) : 0
  // The neighbour takes the place of a file that is gone.
  const index = found >= 0 ? found : Math.min(current?.index ?? 0, items.length - 1)
  function setIndex(next: number): void {
    const item = items[next]
    if (item !== undefined) setCurrent({ item, index: next })
  }
  return { index: items.length > 0 ? index : undefined, setIndex }
}

/**
 * Keeps one row in the tab order, and the focus in the list when the focused row is removed.
 *
 * @param scrollTo brings a row of the document into view
 */
export function useCurrentRow(
  items: readonly Item[],
  { index, setIndex }: ReturnType<typeof useCurrentItem>,
  list: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
): CurrentRow {
  const hasFocus = useRef(false)

  const focusAgain = useEffectEvent(() => {
    if (index === undefined || !hasFocus.current) return
    if (document.activeElement !== document.body) return
    scrollTo(index)
    elementOfItem(list.current, index)?.focus()
  })

  // Follows the rows: the focus may have been lost with one.
  useLayoutEffect(() => {
    if (items.length > 0) focusAgain()
  }, [items])

  return {
    index,

    focusItem(next) {
      flushSync(() => setIndex(next))
      scrollTo(next)
      elementOfItem(list.current, next)?.focus()
    },

    onFocus({ target }) {
      hasFocus.current = true
      const row = target.closest<HTMLElement>('[data-item]')
      const next = Number(row?.dataset.item)
      if (row && next !== index) setIndex(next)
    },

    onBlur({ target, relatedTarget, currentTarget }) {
      if (relatedTarget instanceof Node) {
        hasFocus.current = currentTarget.contains(relatedTarget)
        return
      }
      // Some browsers also fire blur when the element is removed. That does not leave the list.
      setTimeout(() => {
        if (target.isConnected && document.activeElement === document.body) hasFocus.current = false
      })
    },
  }
}
