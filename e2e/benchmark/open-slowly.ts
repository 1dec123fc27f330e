import { type Browser, chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'

/** Times in milliseconds from the start of the navigation. */
export interface Opening {
  /** First contentful paint. */
  painted: number
  /** Time to Interactive, see {@link openSlowly}. */
  interactive: number
  /** kB that the page's resources took on the wire, with headers. */
  transferred: number
}

/** Milliseconds without long tasks, and with at most two requests in flight, of a quiet page. */
const QUIET = 5_000

/**
 * Opens a page in a new browser with an empty cache and a processor four times as slow.
 * The network is Lighthouse's Slow 4G: 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up.
 *
 * Interactive follows Lighthouse's Time to Interactive. It finds the first quiet window after
 * the first contentful paint: five seconds without a task over 50 ms, and with at most two
 * requests in flight. The result is the end of the last long task before the window.
 * Without such a task it is the first contentful paint.
 */
export async function openSlowly(url: string): Promise<Opening> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  try {
    const page = await slowPage(browser)
    await page.goto(url)
    await page.getByRole('button').first().waitFor()
    return await page.evaluate(untilInteractive, QUIET)
  } finally {
    await browser.close()
  }
}

async function slowPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return page
}

/** Runs in the page. @param quiet Milliseconds. */
async function untilInteractive(quiet: number): Promise<Opening> {
  const tasks: { start: number; end: number }[] = []
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      tasks.push({ start: startTime, end: startTime + duration })
    }
  }).observe({ type: 'longtask', buffered: true })

  const requests = () =>
    performance.getEntriesByType('resource') as unknown as {
      startTime: number
      responseEnd: number
      transferSize: number
    }[]

  const isBusyAt = (time: number) =>
    tasks.some(({ start, end }) => start <= time && time < end) ||
    requests().filter(({ startTime, responseEnd }) => startTime <= time && time < responseEnd)
      .length > 2

  for (;;) {
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime
    const now = performance.now()
    if (painted !== undefined) {
      // A window can only start at the paint, or where a task or request ends.
      const ends = [...tasks.map(({ end }) => end), ...requests().map((one) => one.responseEnd)]
      const begins = [painted, ...ends.filter((end) => end > painted)].sort((a, b) => a - b)
      const starts = [...tasks.map(({ start }) => start), ...requests().map((r) => r.startTime)]
      const window = begins.find(
        (begin) =>
          begin + quiet <= now &&
          !isBusyAt(begin) &&
          !starts.some((start) => start > begin && start < begin + quiet && isBusyAt(start)),
      )
      if (window !== undefined) {
        const before = tasks.map(({ end }) => end).filter((end) => end > painted && end <= window)
        const sizes = requests().map(({ transferSize }) => transferSize)
        return {
          painted,
          interactive: Math.max(painted, ...before),
          transferred: sizes.reduce((sum, size) => sum + size, 0) / 1000,
        }
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
