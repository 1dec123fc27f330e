import { expect, test } from '@playwright/test'
import { dropFromDisk } from './drop.ts'
import { atMost, interleave, median, percentile, RUNS, record } from './figure.ts'
import { KIB, MB, MIB, makeFiles, makePhotos } from './files.ts'
import { useWhileLoading } from './gestures.ts'
import { bare, type Contender, hashing, type Load, load, refdrop, uppy, withPage } from './load.ts'
import { recordUsages, totalOf } from './processor.ts'
import { type Server, startApp, startGateway } from './servers.ts'

/** Targets as a share of what a contender needs. */
interface Limits {
  bare?: number
  uppy?: number
}

interface Amount {
  count: number
  size: number
  words: string
  make: typeof makeFiles
  time: Limits
  processor: Limits
}

const AMOUNTS: Amount[] = [
  {
    count: 200,
    size: MIB,
    words: '200 files of 1 MiB',
    make: makeFiles,
    time: { bare: 1.15, uppy: 0.75 },
    processor: { bare: 1.15, uppy: 1 },
  },
  {
    count: 1000,
    size: 4 * KIB,
    words: '1,000 files of 4 KiB',
    make: makeFiles,
    time: { bare: 1.15, uppy: 0.52 },
    processor: { bare: 1.2, uppy: 1 },
  },
  {
    count: 3000,
    size: 4 * KIB,
    words: '3,000 files of 4 KiB',
    make: makeFiles,
    time: { bare: 1.15, uppy: 0.3 },
    processor: {},
  },
  {
    count: 20,
    size: 3 * MB,
    words: '20 photos of 3 MB',
    make: makePhotos,
    time: {},
    processor: { bare: 1.2 },
  },
  {
    count: 20,
    size: 24 * MB,
    words: '20 photos of 24 MB',
    make: makePhotos,
    time: {},
    processor: { bare: 1.2 },
  },
]

type Loads = Record<'bare' | 'refdrop' | 'uppy' | 'hashing', Load[]>

let app: Server
let servers: Server[] = []
/** The loads of 1,000 files, kept for the comparison with 3,000 files. */
let thousand: Load[] = []

test.beforeAll(async () => {
  const gateway = await startGateway()
  app = await startApp(gateway.url)
  servers = [app, gateway]
})

test.afterAll(() => Promise.all(servers.map((server) => server.stop())))

const secondsOf = (loads: readonly Load[]) => loads.map(({ took }) => took / 1000)
const processorOf = (loads: readonly Load[]) => loads.map(({ usage }) => totalOf(usage))

for (const { count, size, words, make, time, processor } of AMOUNTS) {
  test(`the page uploads ${words}`, async () => {
    const paths = make(count, size)
    const loads: Loads = await interleave({
      bare: () => load(app, bare, paths),
      refdrop: () => load(app, refdrop, paths),
      uppy: () => load(app, uppy, paths),
      hashing: () => load(app, hashing, paths),
    })
    await compare(words, secondsOf(loads.refdrop), [
      { name: 'bare', values: secondsOf(loads.bare), limit: time.bare },
      { name: 'Uppy', values: secondsOf(loads.uppy), limit: time.uppy },
    ])
    const theirs = processorOf(loads.uppy)
    const hashings = processorOf(loads.hashing)
    // Uppy does not hash. The last row adds hashing to it, from the same run.
    const both = theirs.map((seconds, run) => seconds + (hashings[run] ?? Number.NaN))
    await compare(`${words}, processor time`, processorOf(loads.refdrop), [
      { name: 'bare', values: processorOf(loads.bare), limit: processor.bare },
      { name: 'Uppy', values: theirs, limit: processor.uppy },
      { name: 'Uppy plus hashing the same bytes', values: both },
    ])
    await recordUsages({
      work: words,
      contenders: {
        bare: loads.bare,
        Refdrop: loads.refdrop,
        Uppy: loads.uppy,
        'hashing alone': loads.hashing,
      },
    })
    if (count === 1000) thousand = loads.refdrop
    if (count === 3000) await recordLongRun(loads)
  })
}

interface Yardstick {
  name: string
  /** Seconds of each run. */
  values: number[]
  limit?: number | undefined
}

async function compare(work: string, ours: number[], yardsticks: Yardstick[]): Promise<void> {
  for (const { limit, ...yardstick } of yardsticks) {
    const target = limit !== undefined && { target: atMost(limit) }
    await record({ work, unit: 's', ours, yardstick, ...target })
  }
}

async function recordLongRun(loads: Loads): Promise<void> {
  const { refdrop: ours, bare: floor, uppy: theirs } = loads
  if (thousand.length > 0) {
    await record({
      work: '3,000 files against our own time for 1,000',
      unit: 's',
      ours: secondsOf(ours),
      yardstick: { name: '1,000 files', values: secondsOf(thousand) },
      target: atMost(3.2),
    })
  }
  await record({
    work: '3,000 files: from the drop to the first request',
    unit: 's',
    ours: ours.map(({ firstRequest }) => firstRequest / 1000),
    yardstick: { name: 'Uppy', values: theirs.map(({ firstRequest }) => firstRequest / 1000) },
    target: atMost(0.15),
  })
  const floorTask = median(floor.map(({ dropTask }) => dropTask))
  await record({
    work: "3,000 files: the drop's own task beyond bare's",
    unit: 'ms',
    ours: ours.map(({ dropTask }) => dropTask - floorTask),
    target: atMost(100, 'value'),
  })
  await record({
    work: '3,000 files: the longest task after it',
    unit: 'ms',
    ours: ours.map(({ longTasks }) => Math.max(0, ...longTasks)),
    yardstick: { name: 'Uppy', values: theirs.map(({ longTasks }) => Math.max(0, ...longTasks)) },
    target: atMost(100, 'value'),
  })
  const sumOf = ({ longTasks }: Load) => longTasks.reduce((sum, task) => sum + task, 0)
  await record({
    work: '3,000 files: all tasks over 50 ms after it',
    unit: 'ms',
    ours: ours.map(sumOf),
    yardstick: { name: 'Uppy', values: theirs.map(sumOf) },
    target: atMost(500, 'value'),
  })
}

test('the page responds to gestures while 3,000 files are uploaded', async () => {
  const paths = makeFiles(3000, 4 * KIB)
  const waits: { clicks: number[]; keys: number[]; scrolls: number[] }[] = []
  for (let run = 0; run < RUNS; run += 1) {
    await load(app, refdrop, paths, async (opened, ended) => {
      waits.push(await useWhileLoading(opened, ended))
    })
  }
  for (const [kind, words] of [
    ['clicks', 'a click'],
    ['keys', 'a key in the search field'],
    ['scrolls', 'a turn of the wheel'],
  ] as const) {
    await record({
      work: `${words} while 3,000 files are uploaded, 95th percentile`,
      unit: 'ms',
      ours: waits.map((wait) => percentile(wait[kind], 0.95)),
      target: atMost(100, 'value'),
    })
  }
})

test('the page reads a drop of 2,000 files', async () => {
  const paths = makeFiles(2000, KIB)
  const reading: Contender = { path: '/bench/reading.html', untilDone: async () => 0 }
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const read = await withPage(app.url, reading, async ({ page, session }) => {
      await dropFromDisk(session, paths)
      const handle = await page.waitForFunction(() => {
        const [measure] = performance.getEntriesByName('read')
        if (!(measure instanceof PerformanceMeasure)) return undefined
        return { duration: measure.duration, count: measure.detail as number }
      })
      return handle.jsonValue()
    })
    expect(read?.count).toBe(paths.length)
    times.push(read?.duration ?? Number.NaN)
  }
  await record({
    work: 'reading a drop of 2,000 files',
    unit: 'ms',
    ours: times,
    target: atMost(150, 'value'),
  })
})

test('the page sends no request when the same 1,000 files are dropped again', async () => {
  const paths = makeFiles(1000, 4 * KIB)
  const requests = await withPage(app.url, refdrop, async ({ page, session }) => {
    const first = page.evaluate(refdrop.untilDone, paths.length)
    await dropFromDisk(session, paths)
    await first
    let count = 0
    page.on('request', (request) => {
      if (request.url().includes('/v1/')) count += 1
    })
    const second = page.evaluate(refdrop.untilDone, 2 * paths.length)
    await dropFromDisk(session, paths)
    await second
    return count
  })
  await record({
    work: 'requests for the same 1,000 files once more',
    unit: '',
    ours: [requests],
    target: atMost(0, 'value'),
  })
})
