import type { Page } from '@playwright/test'

/** Where rows of the list are, in pixels of the window. */
export interface RowBox {
  name: string
  top: number
  height: number
  /** Whether no part of the row is outside of the window or behind another element. */
  isWhole: boolean
}

/** Measures the rows in the document, in list order. */
export function measureRows(page: Page): Promise<RowBox[]> {
  return page.evaluate(() => {
    const rows = document.querySelectorAll<HTMLElement>(
      '[role=list][aria-label=Files] > *, ul[aria-label=Files] > li',
    )
    return Array.from(rows, (row) => {
      const { top, bottom, height, left } = row.getBoundingClientRect()
      const isAt = (y: number) => row.contains(document.elementFromPoint(left + 60, y))
      return {
        name: row.ariaLabel ?? '',
        top: Math.round(top),
        height: Math.round(height),
        isWhole: top >= 0 && bottom <= innerHeight && isAt(top + 2) && isAt(bottom - 2),
      }
    })
  })
}

/**
 * Counts the visible words outside of a person's own data: rows, references, prompt and code.
 */
export function countChromeWords(page: Page): Promise<number> {
  return page.evaluate(() => {
    const OWN = '[aria-label=Files], [aria-label=References], code, textarea, svg, script, style'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let words = 0
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const found = node.textContent?.match(/\p{L}[\p{L}\p{N}.'’@…]*/gu)
      if (!element || !found || element.closest(OWN)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { width, height, top, left } = range.getBoundingClientRect()
      // A visually hidden text is clipped to one pixel.
      const { width: ownWidth } = element.getBoundingClientRect()
      const isDrawn = width > 1 && height > 1 && ownWidth > 1
      const isInWindow = top < innerHeight && left < innerWidth && top + height > 0
      if (isDrawn && isInWindow && element.checkVisibility({ opacityProperty: true })) {
        words += found.length
      }
    }
    return words
  })
}

/** Starts to add up the layout shifts of the page. Call before the navigation. */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts = { total: 0 }
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number
          hadRecentInput: boolean
        }
        if (!hadRecentInput) shifts.total += value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () =>
    page.evaluate(() => (globalThis as unknown as { shifts: { total: number } }).shifts.total)
}
