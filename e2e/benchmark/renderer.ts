import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { MIB } from './files.ts'

/** Milliseconds between two looks at the memory of a renderer. */
const INTERVAL = 10

/** The process that runs a page and its workers. */
export interface Renderer {
  pid: number
}

/** Milliseconds for which a page is kept busy, and seconds by which that must tell it from others. */
const BUSY = 200
const APART = 0.1

/**
 * Found by its processor time, the one thing that both a page and the list of processes tell: a
 * browser has other renderers, for pages to come, and some are busy when it has just started.
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
 * What a renderer's memory grows by at most while `work` goes on, in MiB.
 *
 * What counts is what Linux calls the proportional set size: pages of its own in full, and of
 * those that it shares with the browser process, such as the pipes that bring files, its part.
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
