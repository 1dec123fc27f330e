import { type RefObject, useLayoutEffect, useState } from 'react'
import type { LineSizes } from './use-virtual-lines.ts'

export type View = 'list' | 'grid'

export interface TileSizes {
  width: number
  /** Between two tiles of a line. */
  gap: number
  /** At the left of the first tile. */
  padding: number
}

export interface MeasuredSizes extends LineSizes {
  /** Undefined for a list. */
  tile: TileSizes | undefined
}

/** In pixels, as designed at the default text size. */
const TILE = { narrowest: 148, gap: 12, above: 14, below: 16 }
const PHONE_TILE = { narrowest: 104, gap: 8, above: 12, below: 12 }

/**
 * Measures a hidden probe, so that row heights follow the reader's text size and spacing. The
 * probe's children are a row, a heading, the caption of a tile and a side padding.
 */
export function useLineSizes(
  probe: RefObject<HTMLElement | null>,
  view: View,
  isPhone: boolean,
): MeasuredSizes {
  const [sizes, setSizes] = useState<MeasuredSizes>({
    columns: 1,
    line: 60,
    heading: 32,
    padding: 0,
    tile: undefined,
  })

  // Follows the reader's text size, the width of the pane and the kind of pointer.
  useLayoutEffect(() => {
    const element = probe.current
    if (!element) return
    const measure = () => {
      const [row = 60, heading = 32, caption = 29] = [...element.children].map(
        (child) => child.getBoundingClientRect().height,
      )
      const padding = element.lastElementChild?.clientWidth ?? 0
      const next = sizesOf(
        { row, heading, caption, padding, width: element.clientWidth },
        view,
        isPhone,
      )
      setSizes((former) => (JSON.stringify(former) === JSON.stringify(next) ? former : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [probe, view, isPhone])

  return sizes
}

interface Measured {
  row: number
  heading: number
  caption: number
  padding: number
  width: number
}

/** As many tiles as fit. They share the width. */
export function sizesOf(measured: Measured, view: View, isPhone: boolean): MeasuredSizes {
  const { row, heading, caption, padding, width } = measured
  if (view === 'list') return { columns: 1, line: row, heading, padding: 0, tile: undefined }
  const { narrowest, gap, above, below } = isPhone ? PHONE_TILE : TILE
  const room = Math.max(narrowest, width - 2 * padding)
  const columns = Math.max(1, Math.floor((room + gap) / (narrowest + gap)))
  const tile = (room - gap * (columns - 1)) / columns
  return {
    columns,
    line: (tile * 3) / 4 + caption + below,
    heading,
    padding: above,
    tile: { width: tile, gap, padding },
  }
}
