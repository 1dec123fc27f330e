import type { Locator } from '@playwright/test'
import { listSearch } from '../support/pages/list-bar.ts'
import type { Opened } from './load.ts'

/** Milliseconds from each gesture to the next paint. */
export interface Waits {
  clicks: number[]
  keys: number[]
  scrolls: number[]
}

declare global {
  interface Window {
    waits: Waits
  }
}

/** Milliseconds between two gestures. */
const PACE = 150

/** Scroll speed in pixels per second, as with a quick turn of the wheel. */
const SPEED = 3000

/** Clicks, types and scrolls from the first rows until `ended` resolves. */
export async function useWhileLoading(
  { page, session }: Opened,
  ended: Promise<unknown>,
): Promise<Waits> {
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  await page.evaluate(watch)
  const field = await middleOf(listSearch(page).field)
  const list = await middleOf(page.locator(':has(> div > ul[aria-label=Files])'))
  while (!isOver) {
    await page.mouse.click(field.x, field.y)
    await page.waitForTimeout(PACE)
    await page.keyboard.press('1')
    await page.waitForTimeout(PACE)
    await page.keyboard.press('Backspace')
    await page.waitForTimeout(PACE)
    // The second turn returns to the first rows. The browser synthesizes the gesture.
    // Wheel events of the driver add a hit test, which a person does not wait for.
    for (const yDistance of [-300, 300]) {
      const turn = { ...list, yDistance, speed: SPEED, gestureSourceType: 'mouse' } as const
      await session.send('Input.synthesizeScrollGesture', turn)
      await page.waitForTimeout(PACE)
    }
  }
  return page.evaluate(() => window.waits)
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  await element.waitFor()
  const box = await element.boundingBox()
  if (!box) throw new Error('An element has no size')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Runs in the page. Event Timing omits events faster than 16 ms. They count as 8 ms. */
function watch(): void {
  window.waits = { clicks: [], keys: [], scrolls: [] }
  const seen = { clicks: new Map<number, number>(), keys: new Map<number, number>() }
  const note = (kind: 'clicks' | 'keys', at: number, duration: number) => {
    seen[kind].set(at, Math.max(seen[kind].get(at) ?? 0, duration))
    window.waits[kind] = [...seen[kind].values()]
  }
  // Each event counts as 8 ms first. A slow event is matched by its time and corrected.
  addEventListener('click', ({ timeStamp }) => note('clicks', timeStamp, 8), { capture: true })
  addEventListener('keydown', ({ timeStamp }) => note('keys', timeStamp, 8), { capture: true })
  // TypeScript's types lack `durationThreshold`.
  const options = { type: 'event', durationThreshold: 16 } as PerformanceObserverInit
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries()) {
      if (name === 'click') note('clicks', startTime, duration)
      if (name === 'keydown') note('keys', startTime, duration)
    }
  }).observe(options)
  // Event Timing excludes wheel events.
  const noteScroll = ({ timeStamp }: WheelEvent) =>
    requestAnimationFrame(() => {
      window.waits.scrolls.push(performance.now() - timeStamp)
    })
  addEventListener('wheel', noteScroll, { capture: true, passive: true })
}
