import { useCallback, useEffectEvent, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Item } from './arrange-rows.ts'
import type { ListLayout } from './list-layout.ts'
import { keyOfItem } from './row.ts'

/**
 * Measures the lines that may be taller than the others. All values are pixels.
 *
 * @param line the height of all other lines. The measured heights are forgotten when it changes.
 * @param onGrow called with the index of a line and its growth, after the new height is drawn
 */
export function useTallLines(
  layout: ListLayout,
  items: readonly Item[],
  line: number,
  onGrow: (index: number, growth: number) => void,
) {
  const [known, setKnown] = useState({ line, heights: NONE })
  if (known.line !== line) setKnown({ line, heights: NONE })
  const { heights } = known

  const heightOf = useCallback(
    (index: number) => {
      if (heights.size === 0) return line
      // Heights are stored by the first item of a line, so that they move with it.
      const item = items[layout.lineAt(index).start]
      return (item !== undefined && heights.get(keyOfItem(item))) || line
    },
    [heights, layout, items, line],
  )

  const set = useEffectEvent((index: number, height: number) => {
    const item = items[layout.lineAt(index).start]
    const growth = height - heightOf(index)
    if (item === undefined || growth === 0) return
    flushSync(() =>
      setKnown((former) => ({
        line,
        heights: new Map(former.heights).set(keyOfItem(item), height),
      })),
    )
    onGrow(index, growth)
  })

  // Follows the heights of the rows that were passed to `measure`.
  const [observer, setObserver] = useState<ResizeObserver>()
  useLayoutEffect(() => {
    const created = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) {
        if (!(target instanceof HTMLElement) || !target.isConnected) continue
        set(Number(target.dataset.index), borderBoxSize[0]?.blockSize ?? target.offsetHeight)
      }
    })
    setObserver(created)
    return () => created.disconnect()
  }, [])

  const measure = useCallback(
    (row: HTMLElement | null) => {
      if (!row) return
      observer?.observe(row)
      return () => observer?.unobserve(row)
    },
    [observer],
  )
  return { heightOf, measure }
}

const NONE: ReadonlyMap<string, number> = new Map()
