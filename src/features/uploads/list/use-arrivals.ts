import { useEffectEvent, useLayoutEffect, useRef } from 'react'
import { useUploads } from '../uploads-context.ts'
import type { Item } from './arrange-rows.ts'

/**
 * Scrolls to the first file of a drop, once for each drop. The focus stays where it is. Ignores
 * files that a reload or another tab brought.
 */
export function useArrivals(items: readonly Item[], scrollTo: (index: number) => void): void {
  const { store } = useUploads()
  /** The newest batch that was scrolled to, or was there when the list was first drawn. */
  const newest = useRef<number>(undefined)

  const follow = useEffectEvent((rows: readonly Item[]) => {
    let [batch, index] = [newest.current ?? 0, -1]
    for (const [place, item] of rows.entries()) {
      const upload = typeof item === 'number' ? store.get(item) : undefined
      if (!upload?.file || upload.batch === undefined) continue
      if (upload.batch > batch && upload.batch >= performance.timeOrigin) {
        batch = upload.batch
        index = place
      }
    }
    const isFirst = newest.current === undefined
    newest.current = batch
    if (index >= 0 && !isFirst) scrollTo(index)
  })

  // Follows the rows.
  useLayoutEffect(() => follow(items), [items])
}
