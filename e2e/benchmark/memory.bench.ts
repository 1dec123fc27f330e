import { dirname } from 'node:path'
import { type Browser, type CDPSession, chromium, type Page, test } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts'
import { keyPanel } from '../support/pages/key-panel.ts'
import { listBar } from '../support/pages/list-bar.ts'
import { dropFromDisk } from './drop.ts'
import { atMost, RUNS, record } from './figure.ts'
import { KIB, makeFiles } from './files.ts'
import { refdrop } from './load.ts'
import {
  countBlobs,
  type Holding,
  holdingOf,
  openHeap,
  watchObjectUrls,
  watchOpenFiles,
} from './page-memory.ts'
import { startApp, startGateway } from './servers.ts'

/** Files uploaded before the start, enough that the browser has compiled the hot code. */
const WARM_UP = 800

const BATCH = Number(process.env.BENCH_MEMORY_FILES ?? 3000)

/** Milliseconds after which an idle worker has ended, plus one second. */
const IDLE = 11_000

/** Milliseconds without a new object URL, after which media previews are complete. */
const STILLNESS = 3_000

interface Course {
  /** The empty page right after it opened. */
  cold: Holding
  /** The baseline, after {@link WARM_UP} files were uploaded, cleared and collected. */
  warm: Holding
  after: Holding
  /** The page with the same history after a reload. */
  reopened: Holding
  openFiles: number
  urlsAtOnce: number
  urlsLeft: number
  workersLeft: number
  blobsLeft: number
}

/**
 * Uploads a batch from disk, six at a time, and clears it with *Clear finished*. Then waits for
 * media previews and for the workers' idle time, and collects garbage.
 *
 * The history keeps one entry per file by design. 3,000 entries take about 1 MB of the heap.
 * Therefore the target compares with a page reopened with the same history.
 */
test('the page frees memory after 3,000 files of 4 KiB', async () => {
  const gateway = await startGateway()
  const app = await startApp(gateway.url)
  try {
    const courses: Course[] = []
    const warmUp = makeFiles(WARM_UP, 4 * KIB)
    const batch = makeFiles(BATCH, 4 * KIB)
    for (let run = 0; run < RUNS; run += 1) courses.push(await runOnce(app.url, warmUp, batch))
    await recordCourses(courses)
  } finally {
    await Promise.all([app.stop(), gateway.stop()])
  }
})

async function runOnce(url: string, warmUp: string[], batch: string[]): Promise<Course> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  try {
    return await follow(browser, url, warmUp, batch)
  } finally {
    await browser.close()
  }
}

async function follow(
  browser: Browser,
  url: string,
  warmUp: string[],
  batch: string[],
): Promise<Course> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(watchObjectUrls)
  await page.goto(url)
  await refdrop.prepare?.(page)
  const heap = await openHeap(page)
  const cold = await holdingOf(heap)
  await bringThrough(page, heap, warmUp)
  const warm = await holdingOf(heap)
  const endWatch = await watchOpenFiles(browser, dirname(batch[0] ?? ''))
  const workersLeft = await bringThrough(page, heap, batch)
  const openFiles = endWatch()
  const after = await holdingOf(heap)
  const blobsLeft = await countBlobs(context)
  const { urlsLeft, urlsAtOnce } = await page.evaluate(() => ({
    urlsLeft: window.objectUrls.alive.size,
    urlsAtOnce: window.objectUrls.peak,
  }))
  await page.reload()
  await keyPanel(page).pillWithBalance.waitFor()
  await page.waitForTimeout(STILLNESS)
  const reopened = await holdingOf(heap)
  return { cold, warm, after, reopened, openFiles, urlsAtOnce, urlsLeft, workersLeft, blobsLeft }
}

/** Uploads files, clears them and waits until the page is idle. @returns The workers left. */
async function bringThrough(page: Page, heap: CDPSession, paths: string[]): Promise<number> {
  const ended = page.evaluate(refdrop.untilDone, paths.length)
  await dropFromDisk(heap, paths)
  await ended
  await listBar(page).press('Clear finished')
  await page.evaluate(untilStill, STILLNESS)
  await page.waitForTimeout(IDLE)
  return page.workers().length
}

/** Runs in the page. Resolves after `stillness` milliseconds without a new object URL. */
async function untilStill(stillness: number): Promise<void> {
  let made = -1
  while (made !== window.objectUrls.made) {
    made = window.objectUrls.made
    await new Promise((resolve) => setTimeout(resolve, stillness))
  }
}

async function recordCourses(courses: readonly Course[]): Promise<void> {
  const of = (pick: (course: Course) => number) => courses.map(pick)
  const start = (pick: (holding: Holding) => number) => ({
    name: `after ${WARM_UP} files`,
    values: of(({ warm }) => pick(warm)),
  })
  const heapOf = ({ heap }: Holding) => heap
  const nodesOf = ({ nodes }: Holding) => nodes
  const heap = { unit: 'MiB', ours: of(({ after }) => after.heap) } as const
  await record({
    work: 'heap after 3,000 files, cleared and collected',
    ...heap,
    yardstick: {
      name: 'a page reopened with the same history',
      values: of(({ reopened }) => reopened.heap),
    },
    target: atMost(1.1),
  })
  await record({ work: 'the same', ...heap, yardstick: start(heapOf) })
  await record({
    work: 'the same',
    ...heap,
    yardstick: { name: 'a page with nothing in it', values: of(({ cold }) => cold.heap) },
  })
  await record({
    work: 'DOM nodes then',
    unit: '',
    ours: of(({ after }) => after.nodes),
    yardstick: start(nodesOf),
    target: atMost(1.1),
  })
  const counts: [work: string, most: number, pick: (course: Course) => number][] = [
    ['files that the browser had open at a time', 64, ({ openFiles }) => openFiles],
    ['object URLs at a time', 64, ({ urlsAtOnce }) => urlsAtOnce],
    ['object URLs left', 0, ({ urlsLeft }) => urlsLeft],
    ['workers left 11 s later', 0, ({ workersLeft }) => workersLeft],
    ['blobs left, those of the log among them', 64, ({ blobsLeft }) => blobsLeft],
  ]
  for (const [work, most, pick] of counts) {
    await record({ work, unit: '', ours: of(pick), target: atMost(most, 'value') })
  }
}
