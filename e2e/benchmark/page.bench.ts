import { expect, test } from '@playwright/test'
import { dropFromDisk } from './drop.ts'
import { atMost, interleave, median, percentile, RUNS, record } from './figure.ts'
import { KIB, MIB, makeFiles } from './files.ts'
import { useWhileLoading } from './gestures.ts'
import { bare, type Contender, type Load, load, refdrop, uppy, withPage } from './load.ts'
import { type Server, startApp, startGateway } from './servers.ts'

/** `ofUppy` is the target as a share of Uppy's time. */
const AMOUNTS = [
  { count: 200, size: MIB, words: '200 files of 1 MiB', ofUppy: 0.75 },
  { count: 1000, size: 4 * KIB, words: '1,000 files of 4 KiB', ofUppy: 0.52 },
  { count: 3000, size: 4 * KIB, words: '3,000 files of 4 KiB', ofUppy: 0.3 },
]

let servers: Server[] = []
let url = ''
/** The loads of 1,000 files, kept for the comparison with 3,000 files. */
let thousand: Load[] = []

test.beforeAll(async () => {
  const gateway = await startGateway()
  const app = await startApp(gateway.url)
  servers = [app, gateway]
  url = app.url
})

test.afterAll(() => Promise.all(servers.map((server) => server.stop())))

const secondsOf = (loads: readonly Load[]) => loads.map(({ took }) => took / 1000)

for (const { count, size, words, ofUppy } of AMOUNTS) {
  test(`the page uploads ${words}`, async () => {
    const paths = makeFiles(count, size)
    const loads = await interleave({
      bare: () => load(url, bare, paths),
      refdrop: () => load(url, refdrop, paths),
      uppy: () => load(url, uppy, paths),
    })
    const line = { work: words, unit: 's', ours: secondsOf(loads.refdrop) } as const
    const byBare = { name: 'bare', values: secondsOf(loads.bare) }
    const byUppy = { name: 'Uppy', values: secondsOf(loads.uppy) }
    await record({ ...line, yardstick: byBare, target: atMost(1.15) })
    await record({ ...line, yardstick: byUppy, target: atMost(ofUppy) })
    if (count === 1000) thousand = loads.refdrop
    if (count === 3000) await recordLongRun(loads)
  })
}

async function recordLongRun(loads: Record<'bare' | 'refdrop' | 'uppy', Load[]>): Promise<void> {
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
    await load(url, refdrop, paths, async (opened, ended) => {
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
    const read = await withPage(url, reading, async ({ page, session }) => {
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
  const requests = await withPage(url, refdrop, async ({ page, session }) => {
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
