import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { dropFromDisk } from './drop.ts'

/** What a page went through from a drop until the last file was uploaded, in milliseconds. */
export interface Load {
  /** From the drop to the end. */
  took: number
  /** From the drop to the first request for an upload. */
  firstRequest: number
  /** Tasks of the main thread over 50 ms: the one that the drop itself is in, and the others. */
  dropTask: number
  longTasks: number[]
}

declare global {
  interface Window {
    load: { dropped: number; tasks: { start: number; duration: number }[] }
  }
}

/** What each contender is: where its page is, and what it says when all is done. */
export interface Contender {
  path: string
  /** Runs in the page, until it resolves with `performance.now()` at the end. */
  untilDone: (count: number) => Promise<number>
  /** Runs in the page before the drop. */
  prepare?: (page: Page) => Promise<void>
}

const marked = () =>
  new Promise<number>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const mark = list.getEntriesByName('all uploaded')[0]
      if (mark) resolve(mark.startTime)
    })
    observer.observe({ type: 'mark', buffered: true })
  })

export const bare: Contender = { path: '/bench/bare.html', untilDone: marked }
export const uppy: Contender = { path: '/bench/uppy.html', untilDone: marked }
export const refdrop: Contender = {
  path: '/',
  async prepare(page) {
    await page.evaluate(() => {
      localStorage.setItem('refdrop.sends', '6')
    })
    await page.reload()
    await page.getByText(/Key works/).waitFor()
  },
  untilDone: (count) =>
    new Promise((resolve) => {
      let status: Element | null = null
      const look = () => {
        status ??= document.querySelector('[aria-label="Upload progress"]')
        const isDone = status?.textContent?.startsWith(`${count} of ${count} uploaded`)
        if (isDone) resolve(performance.now())
        // By a timer: whoever asks for frames makes the browser draw them.
        else setTimeout(look, status ? 20 : 200)
      }
      look()
    }),
}

/** A browser of its own, so that none finds what another left. */
export async function load(url: string, contender: Contender, paths: string[]): Promise<Load> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    return await loadIn(context, url, contender, paths)
  } finally {
    await browser.close()
  }
}

async function loadIn(
  context: BrowserContext,
  url: string,
  { path, prepare, untilDone }: Contender,
  paths: string[],
): Promise<Load> {
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.goto(url + path, { waitUntil: 'load' })
  await prepare?.(page)
  await page.waitForTimeout(500)
  const session = await context.newCDPSession(page)
  const ended = page.evaluate(untilDone, paths.length)
  await dropFromDisk(session, paths)
  const end = await ended
  // The observer of long tasks tells them a moment later.
  await page.waitForTimeout(200)
  const { dropped, tasks, first } = await page.evaluate(() => ({
    ...window.load,
    first: performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/v1/files'))
      .map(({ startTime }) => startTime)[0],
  }))
  const after = tasks.filter(({ start, duration }) => start + duration > dropped)
  const isDrop = ({ start }: { start: number }) => start <= dropped
  return {
    took: end - dropped,
    firstRequest: (first ?? Number.NaN) - dropped,
    dropTask: Math.max(0, ...after.filter(isDrop).map(({ duration }) => duration)),
    longTasks: after.filter((task) => !isDrop(task)).map(({ duration }) => duration),
  }
}

/** Runs in the page before its own scripts. */
function watch(): void {
  window.load = { dropped: 0, tasks: [] }
  performance.setResourceTimingBufferSize(20_000)
  addEventListener(
    'drop',
    () => {
      window.load.dropped = performance.now()
    },
    { capture: true },
  )
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      window.load.tasks.push({ start: startTime, duration })
    }
  }).observe({ type: 'longtask', buffered: true })
}
