import type { Page } from '@playwright/test'
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

/** Milliseconds between two gestures of a person. */
const PACE = 150

/** Pixels a second, of a quick turn of the wheel. */
const SPEED = 3000

/** Clicks, types and scrolls as a person would, from the first rows until all is over. */
export async function useWhileLoading(
  { page, session }: Opened,
  ended: Promise<unknown>,
): Promise<Waits> {
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  await page.evaluate(watch)
  await page.getByRole('searchbox', { name: 'Search files' }).waitFor()
  const { x, y } = await middleOf(page)
  while (!isOver) {
    await page.mouse.click(x, y)
    await page.waitForTimeout(PACE)
    await page.keyboard.press('1')
    await page.waitForTimeout(PACE)
    await page.keyboard.press('Backspace')
    await page.waitForTimeout(PACE)
    // Back again, for the field is to be met by the next click. The browser turns the wheel itself:
    // where a driver does, the page is first asked what is under it, which no person waits for.
    for (const yDistance of [-300, 300]) {
      const turn = { x, y, yDistance, speed: SPEED, gestureSourceType: 'mouse' } as const
      await session.send('Input.synthesizeScrollGesture', turn)
      await page.waitForTimeout(PACE)
    }
  }
  return page.evaluate(() => window.waits)
}

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('searchbox', { name: 'Search files' }).boundingBox()
  if (!box) throw new Error('There is no search field')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Runs in the page. Quicker events than 16 ms are not told by Event Timing: they count as 8. */
function watch(): void {
  window.waits = { clicks: [], keys: [], scrolls: [] }
  const seen = { clicks: new Map<number, number>(), keys: new Map<number, number>() }
  const note = (kind: 'clicks' | 'keys', at: number, duration: number) => {
    seen[kind].set(at, Math.max(seen[kind].get(at) ?? 0, duration))
    window.waits[kind] = [...seen[kind].values()]
  }
  // Each is counted, and found again by its time when the browser tells that it took long.
  addEventListener('click', ({ timeStamp }) => note('clicks', timeStamp, 8), { capture: true })
  addEventListener('keydown', ({ timeStamp }) => note('keys', timeStamp, 8), { capture: true })
  // Unknown to TypeScript.
  const options = { type: 'event', durationThreshold: 16 } as PerformanceObserverInit
  new PerformanceObserver((list) => {
    for (const { name, startTime, duration } of list.getEntries()) {
      if (name === 'click') note('clicks', startTime, duration)
      if (name === 'keydown') note('keys', startTime, duration)
    }
  }).observe(options)
  // Event Timing leaves wheels out.
  const noteScroll = ({ timeStamp }: WheelEvent) =>
    requestAnimationFrame(() => {
      window.waits.scrolls.push(performance.now() - timeStamp)
    })
  addEventListener('wheel', noteScroll, { capture: true, passive: true })
}
