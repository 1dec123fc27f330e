import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { made } from '../support/files.ts'
import { historyOf } from '../support/remembered.ts'
import { atMost, percentile, RUNS, record } from './figure.ts'
import { makeHistory } from './made-history.ts'
import { type Server, startApp, startGateway } from './servers.ts'

const COUNT = 10_000

/** A word, half of it taken back, another one, and all of it taken back: 38 presses. */
const KEYS = [
  ...['s', 't', 'r', 'e', 'e', 't', 'Space', '1', '2', '.', 'j', 'p', 'g'],
  ...Array<string>(7).fill('Backspace'),
  ...['Space', 'h', 'e', 'r', 'o', '9'],
  ...Array<string>(12).fill('Backspace'),
]

/** Milliseconds between two key presses. */
const PACE = 120

/** When the first rows were painted, in milliseconds, and what each key press waited for its paint. */
interface Seen {
  rows: number
  all: boolean
  presses: Record<number, number>
}

declare global {
  interface Window {
    seen: Seen
  }
}

let servers: Server[] = []

test.beforeAll(async () => {
  const gateway = await startGateway()
  servers = [await startApp(gateway.url), gateway]
})

test.afterAll(() => Promise.all(servers.map((server) => server.stop())))

test('history of 10,000 entries', async ({ context }) => {
  const [app] = servers
  if (!app) throw new Error('No server')
  await remember(context, app.url)
  // The first ones fill the caches of files and code.
  for (const _ of [1, 2]) await (await open(context, app.url)).page.close()
  const opened: { rows: number; load: number }[] = []
  const waits: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const { page, ...times } = await open(context, app.url)
    opened.push(times)
    waits.push(percentile(await type(page), 0.95))
    await page.close()
  }
  await record({
    work: 'first rows of 10,000 entries, after load',
    unit: 'ms',
    ours: opened.map(({ rows, load }) => rows - load),
    target: atMost(300, 'value'),
  })
  await record({
    work: 'the same, after the beginning of the navigation',
    unit: 'ms',
    ours: opened.map(({ rows }) => rows),
  })
  await record({
    work: 'a letter typed into their search, 95th percentile',
    unit: 'ms',
    ours: waits,
    target: atMost(50, 'value'),
  })
})

/** Uploads one file and leaves thousands like it, as earlier visits would have. */
async function remember(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(url)
  await expect(page.getByText('Key works')).toBeVisible()
  await page.getByLabel('Choose files').first().setInputFiles(made('real.png', 3000))
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expect.poll(() => historyOf(page)).toHaveLength(1)
  const [real] = await historyOf(page)
  if (!real) throw new Error('Nothing is remembered')
  await makeHistory(page, real, COUNT)
  await page.close()
}

/** Opens the page and waits until all is there. */
async function open(context: BrowserContext, url: string) {
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.goto(url)
  await page.waitForFunction(() => window.seen.rows > 0 && window.seen.all)
  // Whatever follows the list at the first opening is not what a key press meets.
  await page.waitForTimeout(500)
  const [rows, load] = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation')
    if (!(navigation instanceof PerformanceNavigationTiming)) throw new Error('No navigation')
    return [window.seen.rows, navigation.loadEventEnd] as const
  })
  return { page, rows, load }
}

/** Presses keys as a person does. @returns milliseconds that each waited until it was painted */
async function type(page: Page): Promise<number[]> {
  await page.getByRole('searchbox', { name: 'Search files' }).click()
  for (const key of KEYS) {
    await page.keyboard.press(key)
    await page.waitForTimeout(PACE)
  }
  const presses = Object.values(await page.evaluate(() => window.seen.presses))
  // Presses under 16 ms are not told; the browser tells in steps of 8.
  const quick = Array<number>(Math.max(0, KEYS.length - presses.length)).fill(8)
  return [...presses, ...quick]
}

/** Runs in the page before its own scripts. */
function watch(): void {
  window.seen = { rows: 0, all: false, presses: {} }
  let isPainting = false
  new MutationObserver((_, observer) => {
    const row = document.querySelector('ul[aria-label="Files"] > li')
    if (!row) return
    if (!isPainting) {
      isPainting = true
      // A message that is sent from a frame comes when that is painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          window.seen.rows = performance.now()
        }
        port2.postMessage(0)
      })
    }
    window.seen.all = Number(row.getAttribute('aria-setsize')) > 9000
    if (window.seen.all) observer.disconnect()
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['aria-setsize'] })
  // Unknown to TypeScript.
  const presses = { type: 'event', durationThreshold: 16 } as PerformanceObserverInit
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!(entry instanceof PerformanceEventTiming && entry.interactionId)) continue
      if (!entry.name.startsWith('key')) continue
      const told = window.seen.presses
      told[entry.interactionId] = Math.max(told[entry.interactionId] ?? 0, entry.duration)
    }
  }).observe(presses)
}
