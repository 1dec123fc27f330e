import { type Browser, type Page, test } from '@playwright/test'
import {
  breakOff,
  MANNERS,
  type Manner,
  type Meet,
  MOMENTS,
  type Moment,
  refuseEarly,
  startFaultyGateway,
  staySilent,
} from './faulty-gateway.ts'
import { atLeast, record } from './figure.ts'
import { MIB, makeFiles } from './files.ts'
import { openSender, type Received, tryAll } from './sender.ts'
import { type Server, startApp } from './servers.ts'

/** Tries of each case and size. */
const TRIES = Number(process.env.BENCH_TRIES ?? 20)

const SIZES = [1, 50] as const

/** Chromium opens at most six connections to one host. */
const PARALLEL = 6

const REFUSALS = [
  [401, 'AuthError'],
  [413, 'PayloadTooLargeError'],
  [429, 'RateLimitError'],
] as const

interface Case {
  upstream: string
  meet: Meet
  /** The responses that the page may receive. Any other response is a bug of the proxy. */
  promised: readonly Received[]
}

/**
 * An early response reaches the page unchanged. The exception is an upstream that reads a part
 * of the body and then closes or resets. Its reset can overtake its response.
 */
function promiseOf(refusal: Received, moment: Moment, manner: Manner): readonly Received[] {
  const lingers = manner === 'stays open' || manner === 'half-closes'
  return moment === 'before the body' || lingers ? [refusal] : [refusal, '502 ProxyError']
}

const EARLY: Case[] = MOMENTS.flatMap((moment) =>
  MANNERS.flatMap((manner) =>
    REFUSALS.map(([status, error]) => ({
      upstream: `${status} ${moment}, ${manner}`,
      meet: refuseEarly(status, error, moment, manner),
      promised: promiseOf(`${status} ${error}`, moment, manner),
    })),
  ),
)

const BROKEN: Case[] = (['closes', 'resets'] as const).map((manner) => ({
  upstream: `no answer, ${manner} in the body`,
  meet: breakOff(manner),
  promised: ['502 ProxyError'],
}))

const SILENT: Case = {
  upstream: 'no answer, stays open',
  meet: staySilent,
  promised: ['504 ProxyError'],
}

const DOWN: Case = { upstream: 'down', meet: staySilent, promised: ['502 ProxyError'] }

interface Sample {
  /** In MiB. */
  size: number
  paths: string[]
}

interface Outcome {
  fault: Case
  /** In MiB. */
  size: number
  /** One response for each try. */
  received: Received[]
}

test('the page receives the promised responses when the upstream fails', async ({ browser }) => {
  const files = await Promise.all(SIZES.map((size) => makeFiles(1, size * MIB)))
  const samples = SIZES.map((size, index) => ({ size, paths: files[index] ?? [] }))
  const silent = await startFaultyGateway(SILENT.meet)
  const faulty = await startFaultyGateway(DOWN.meet)
  const apps = await Promise.all([startApp(silent.url), startApp(faulty.url)])
  const [silentApp, app] = apps
  try {
    // The proxy waits minutes for a silent upstream. These tries run beside the other cases.
    const silences = tryAtOnce(browser, silentApp, samples)
    const outcomes: Outcome[] = []
    for (const { size, paths } of samples) {
      const page = await browser.newPage()
      await openSender(page, app.url, repeat(paths, TRIES))
      for (const fault of [...EARLY, ...BROKEN]) {
        faulty.meet = fault.meet
        outcomes.push({ fault, size, received: await tryOn(page, app) })
      }
      await page.close()
    }
    await faulty.stop()
    for (const { size, paths } of samples) {
      const page = await browser.newPage()
      await openSender(page, app.url, repeat(paths, TRIES))
      outcomes.push({ fault: DOWN, size, received: await tryOn(page, app) })
      await page.close()
    }
    outcomes.push(...(await silences))
    console.log(`\n${drawMatrix(outcomes)}\n`)
    await recordAll(outcomes)
  } finally {
    await Promise.all(apps.map((server) => server.stop()))
    await silent.stop()
  }
})

function repeat(paths: readonly string[], times: number): string[] {
  return Array.from({ length: times }, () => paths).flat()
}

function tryOn(page: Page, { url }: Server): Promise<Received[]> {
  return tryAll(page, { url: `${url}/api/v1/files`, parallel: PARALLEL })
}

/** Runs all tries at once. `newPage` creates a context each time, which has its own connections. */
async function tryAtOnce(
  browser: Browser,
  app: Server,
  samples: readonly Sample[],
): Promise<Outcome[]> {
  return Promise.all(
    samples.map(async ({ size, paths }) => {
      const tries = Array.from({ length: Math.ceil(TRIES / PARALLEL) }, async (_, index) => {
        const count = Math.min(PARALLEL, TRIES - index * PARALLEL)
        const page = await browser.newPage()
        await openSender(page, app.url, repeat(paths, count))
        const received = await tryOn(page, app)
        await page.close()
        return received
      })
      return { fault: SILENT, size, received: (await Promise.all(tries)).flat() }
    }),
  )
}

function isAsPromised({ fault, received }: Outcome): boolean {
  return (
    received.length === TRIES && received.every((response) => fault.promised.includes(response))
  )
}

/** @returns A Markdown table with a column for each size. */
function drawMatrix(outcomes: readonly Outcome[]): string {
  const faults = new Set(outcomes.map(({ fault }) => fault))
  const rows = [...faults].map((fault) => {
    const cells = SIZES.map((size) => {
      const outcome = outcomes.find((one) => one.fault === fault && one.size === size)
      if (!outcome) return ''
      return `${count(outcome.received)}${isAsPromised(outcome) ? '' : ' **no**'}`
    })
    return [fault.upstream, ...cells, fault.promised.join(' or ')]
  })
  const head = ['upstream', ...SIZES.map((size) => `${size} MiB`), 'as the architecture says']
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function count(received: readonly Received[]): string {
  const kinds = [...new Set(received)]
  const times = (kind: Received) => received.filter((response) => response === kind).length
  return kinds.map((kind) => `${times(kind)} × ${kind}`).join(', ')
}

async function recordAll(outcomes: readonly Outcome[]): Promise<void> {
  await record({
    work: `faults of the upstream, ${TRIES} tries each: cases of ${outcomes.length} as the architecture says`,
    unit: '',
    ours: [outcomes.filter(isAsPromised).length],
    target: atLeast(outcomes.length, 'value'),
  })
  const loose = outcomes.filter(({ fault }) => fault.promised.length > 1)
  const reached = loose.flatMap(({ fault, received }) =>
    received.map((response) => response === fault.promised[0]),
  )
  await record({
    work: `resets in the body without lingering: refusals of ${reached.length} that still reached the page`,
    unit: '',
    ours: [reached.filter(Boolean).length],
  })
}
