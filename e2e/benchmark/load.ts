import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { keyPanel } from '../support/pages/key-panel.ts'
import { dropFromDisk } from './drop.ts'
import { readProcesses, type Spent, totalOf, usageBetween } from './processor.ts'
import type { Server } from './servers.ts'

/** What a page needs from a drop to the last uploaded file. Times are in milliseconds. */
export interface Load extends Spent {
  /** From the drop to the end. */
  took: number
  /** From the drop to the first request for an upload. */
  firstRequest: number
  /** The main-thread task that contains the drop, or 0 if it took at most 50 ms. */
  dropTask: number
  /** All other tasks over 50 ms. */
  longTasks: number[]
}

declare global {
  interface Window {
    load: { dropped: number; tasks: { start: number; duration: number }[] }
  }
}

/** A page that uploads dropped files, six at a time. */
export interface Contender {
  path: string
  /** Runs in the page. Resolves with `performance.now()` once `count` files are uploaded. */
  untilDone: (count: number) => Promise<number>
  /** Runs before the drop. */
  prepare?: (page: Page) => Promise<void>
}

const untilMarked = () =>
  new Promise<number>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const mark = list.getEntriesByName('all uploaded')[0]
      if (mark) resolve(mark.startTime)
    })
    observer.observe({ type: 'mark', buffered: true })
  })

export const bare: Contender = { path: '/bench/bare.html', untilDone: untilMarked }
/** Hashes as `bare` does and sends nothing. */
export const hashing: Contender = { path: '/bench/bare.html?hash', untilDone: untilMarked }
export const uppy: Contender = { path: '/bench/uppy.html', untilDone: untilMarked }
export const refdrop: Contender = {
  path: '/',
  async prepare(page) {
    await page.evaluate(() => localStorage.setItem('refdrop.sends', '6'))
    await page.reload()
    await keyPanel(page).pillWithBalance.waitFor()
  },
  untilDone: (count) =>
    new Promise((resolve) => {
      let status: Element | null = null
      const look = () => {
        status ??= document.querySelector('[aria-label="Upload progress"]')
        const total = count.toLocaleString('en')
        const isDone = status?.textContent?.startsWith(`${total} of ${total} uploaded`)
        if (isDone) resolve(performance.now())
        // A timer, because requests for animation frames make the browser draw them.
        else setTimeout(look, status ? 20 : 200)
      }
      look()
    }),
}

export interface Opened {
  page: Page
  session: CDPSession
}

/** Opens a page in a new browser, so that no state is shared. */
export async function withPage<T>(
  url: string,
  { path, prepare }: Contender,
  use: (opened: Opened) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  try {
    const context: BrowserContext = await browser.newContext({
      viewport: { width: 1280, height: 800 },
    })
    const page = await context.newPage()
    await page.addInitScript(watch)
    await page.goto(url + path, { waitUntil: 'load' })
    await prepare?.(page)
    // Work after the load ends in this time. A person is no faster.
    await page.waitForTimeout(500)
    return await use({ page, session: await context.newCDPSession(page) })
  } finally {
    await browser.close()
  }
}

/** Drops files and waits until all are uploaded. @param meanwhile Starts right after the drop. */
export function load(
  app: Server,
  contender: Contender,
  paths: string[],
  meanwhile: (opened: Opened, ended: Promise<unknown>) => Promise<void> = async () => {},
): Promise<Load> {
  return withPage(app.url, contender, async (opened) => {
    const { page, session } = opened
    const before = await readProcesses(opened, app)
    const ended = page.evaluate(contender.untilDone, paths.length)
    await dropFromDisk(session, paths)
    const [end] = await Promise.all([ended, meanwhile(opened, ended)])
    const atEnd = await readProcesses(opened, app)
    // The browser also reports long tasks with a delay.
    await page.waitForTimeout(1000)
    const later = totalOf(usageBetween(atEnd, await readProcesses(opened, app)))
    return { ...(await readTimes(page, end)), usage: usageBetween(before, atEnd), later }
  })
}

async function readTimes(page: Page, end: number): Promise<Omit<Load, keyof Spent>> {
  const { dropped, tasks, first } = await page.evaluate(() => ({
    ...window.load,
    first: performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/v1/files'))
      .map(({ startTime }) => startTime)[0],
  }))
  const counted = tasks.filter(({ start, duration }) => start + duration > dropped && start < end)
  const isDrop = ({ start }: { start: number }) => start <= dropped
  const durationsOf = (some: typeof counted) => some.map(({ duration }) => duration)
  return {
    took: end - dropped,
    firstRequest: (first ?? Number.NaN) - dropped,
    dropTask: Math.max(0, ...durationsOf(counted.filter(isDrop))),
    longTasks: durationsOf(counted.filter((task) => !isDrop(task))),
  }
}

/** Runs in the page before its own scripts. */
function watch(): void {
  window.load = { dropped: 0, tasks: [] }
  performance.setResourceTimingBufferSize(20_000)
  const noteDrop = () => {
    window.load.dropped = performance.now()
  }
  addEventListener('drop', noteDrop, { capture: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      window.load.tasks.push({ start: startTime, duration })
    }
  }).observe({ type: 'longtask', buffered: true })
}
