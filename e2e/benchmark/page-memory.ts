import { readdirSync, readlinkSync } from 'node:fs'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'

declare global {
  interface Window {
    objectUrls: { alive: Set<string>; made: number; peak: number }
  }
}

/** The memory of a page after garbage collection. */
export interface Holding {
  /** Used JavaScript heap of the main thread in MiB. */
  heap: number
  /** DOM nodes, attached and detached. */
  nodes: number
}

export async function openHeap(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  return session
}

export async function holdingOf(heap: CDPSession): Promise<Holding> {
  // One collection can release objects that only the next one frees.
  for (let time = 0; time < 4; time += 1) await heap.send('HeapProfiler.collectGarbage')
  const { usedSize } = await heap.send('Runtime.getHeapUsage')
  const { nodes } = await heap.send('Memory.getDOMCounters')
  return { heap: usedSize / 1024 ** 2, nodes }
}

/** Counts object URLs. Runs in the page before its own scripts. */
export function watchObjectUrls(): void {
  const counts = { alive: new Set<string>(), made: 0, peak: 0 }
  window.objectUrls = counts
  const { createObjectURL, revokeObjectURL } = URL
  URL.createObjectURL = (object) => {
    const url = createObjectURL.call(URL, object)
    counts.made += 1
    counts.alive.add(url)
    counts.peak = Math.max(counts.peak, counts.alive.size)
    return url
  }
  URL.revokeObjectURL = (url) => {
    counts.alive.delete(url)
    revokeObjectURL.call(URL, url)
  }
}

/**
 * Counts the files in `folder` that all processes of the browser have open, every 10 ms. Reads
 * `/proc`, so it needs Linux. Misses files that are opened and closed between two samples. A blob
 * of a file takes a file descriptor only while it is read.
 *
 * @returns Stops counting and returns the maximum.
 */
export async function watchOpenFiles(browser: Browser, folder: string): Promise<() => number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  let peak = 0
  const timer = setInterval(() => {
    const open = processInfo.flatMap(({ id }) => openFilesOf(id))
    peak = Math.max(peak, open.filter((path) => path.startsWith(folder)).length)
  }, 10)
  return () => {
    clearInterval(timer)
    return peak
  }
}

function openFilesOf(id: number): string[] {
  const folder = `/proc/${id}/fd`
  try {
    return readdirSync(folder).flatMap((name) => {
      try {
        return [readlinkSync(`${folder}/${name}`)]
      } catch {
        // The file was closed after it was listed.
        return []
      }
    })
  } catch {
    // The process has ended.
    return []
  }
}

/** Counts all blobs in the browser, including files that a page still holds. */
export async function countBlobs(context: BrowserContext): Promise<number> {
  const page = await context.newPage()
  try {
    await page.goto('chrome://blob-internals')
    return (await page.locator('body').innerText()).split('Refcount:').length - 1
  } finally {
    await page.close()
  }
}
