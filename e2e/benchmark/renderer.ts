import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { MIB } from './files.ts'

/** Milliseconds between two samples of a renderer's memory. */
const INTERVAL = 10

/** The process that runs a page and its workers. */
export interface Renderer {
  pid: number
}

/** Milliseconds for which the page is kept busy. */
const BUSY = 200

/** Minimum distance, in seconds of processor time, between the nearest renderer and the next. */
const APART = 0.1

/**
 * Finds the renderer of a page by its processor time. Only this value is in both the metrics of a
 * page and the process list. A browser also has spare renderers, which can be busy at its start.
 *
 * @throws {Error} if the renderers cannot be told apart after 20 tries.
 */
export async function rendererOf(page: Page): Promise<Renderer> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser of its own')
  const ofBrowser = await browser.newBrowserCDPSession()
  const ofPage = await page.context().newCDPSession(page)
  await ofPage.send('Performance.enable')
  for (let tries = 0; tries < 20; tries += 1) {
    await page.evaluate((busy) => {
      const end = performance.now() + busy
      while (performance.now() < end);
    }, BUSY)
    const { metrics } = await ofPage.send('Performance.getMetrics')
    const own = metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN
    const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo')
    const [nearest, next] = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id, cpuTime }) => ({ pid: id, apart: Math.abs(cpuTime - own) }))
      .sort((one, other) => one.apart - other.apart)
    if (!nearest) throw new Error('No renderer')
    if (!next || next.apart - nearest.apart > APART) return { pid: nearest.pid }
  }
  throw new Error('The renderers cannot be told apart')
}

/**
 * Measures the peak growth of a renderer's memory during `work`, in MiB. Needs Linux.
 *
 * The measure is the proportional set size. Private pages count in full. Pages shared with other
 * processes, such as pipes for file data, count in proportion.
 */
export async function peakAdded({ pid }: Renderer, work: () => Promise<unknown>): Promise<number> {
  const before = proportionalSize(pid)
  let peak = before
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  while (!isDone) {
    peak = Math.max(peak, proportionalSize(pid))
    await wait(INTERVAL)
  }
  await working
  return (peak - before) / MIB
}

/** In bytes. */
function proportionalSize(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) * 1024
}
