import { type Browser, expect, type Page, test } from '@playwright/test'
import {
  parseUploadReports,
  UPLOAD_HEADER,
  UPLOADS_PATH,
} from '../../src/core/api/upload-report.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { keyPanel } from '../support/pages/key-panel.ts'
import { atLeast, atMost, interleave, RUNS, record, type Target } from './figure.ts'
import { KIB, MIB, makeFiles } from './files.ts'
import { openSender, sendAll } from './sender.ts'
import { memoryOf, type Server, startApp, startGateway } from './servers.ts'

interface Amount {
  count: number
  size: number
  parallel: number
  words: string
  target?: Target
}

const ONE_LARGE = { count: 1, size: 50 * MIB, parallel: 1, words: 'one file of 50 MiB' }
const MANY = { count: 200, size: MIB, parallel: 3, words: '200 files of 1 MiB, three at a time' }

const AMOUNTS: Amount[] = [
  { ...ONE_LARGE, target: atLeast(0.78) },
  { ...MANY, target: atLeast(0.82) },
  { count: 1000, size: 4 * KIB, parallel: 6, words: '1,000 files of 4 KiB, six at a time' },
]

/** Bytes a second of the gateway that is slower than everything before it. */
const SLOW = 5_000_000

/** Milliseconds between two looks at what grows meanwhile. */
const INTERVAL = 20

/** Milliseconds that one upload to the slow gateway may take: alone, it takes 12 s. */
const LONGEST = 120_000

const UPLOADS = '/v1/files'

interface Stage {
  app: Server
  gateway: Server
  page: Page
  proxied: string
  straight: string
}

/** New servers, and a new page that may send to both. */
async function onStage<T>(
  browser: Browser,
  act: (stage: Stage) => Promise<T>,
  rate?: number,
): Promise<T> {
  const gateway = await startGateway(rate)
  const app = await startApp(gateway.url)
  // The page's policy lets it send to its own server only.
  const context = await browser.newContext({ bypassCSP: true })
  try {
    const page = await context.newPage()
    const [proxied, straight] = [`${app.url}/api${UPLOADS}`, gateway.url + UPLOADS]
    return await act({ app, gateway, page, proxied, straight })
  } finally {
    await context.close()
    await Promise.all([app.stop(), gateway.stop()])
  }
}

for (const { count, size, parallel, words, target } of AMOUNTS) {
  test(words, async ({ browser }) => {
    const paths = await makeFiles(count, size)
    const { proxied, straight } = await onStage(browser, async ({ page, app, ...urls }) => {
      await openSender(page, app.url, paths)
      return interleave({
        proxied: () => sendAll(page, { url: urls.proxied, parallel }),
        straight: () => sendAll(page, { url: urls.straight, parallel }),
      })
    })
    const seconds = (times: number[]) => times.map((time) => time / 1000)
    await record({
      work: `${words}, through the proxy`,
      unit: 's',
      ours: seconds(proxied),
      yardstick: { name: 'straight to the gateway', values: seconds(straight) },
      ...(target && { target }),
    })
  })
}

for (const { count, size, parallel, words } of [ONE_LARGE, MANY]) {
  test(`memory of the proxy: ${words}`, async ({ browser }) => {
    const [paths, first] = [await makeFiles(count, size), await makeFiles(100, 4 * KIB)]
    const growths: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      growths.push(
        await onStage(browser, async ({ app, page, proxied }) => {
          await openSender(page, app.url, first)
          // The first requests compile the server's code, which takes memory.
          await sendAll(page, { url: proxied, parallel })
          await openSender(page, app.url, paths)
          const before = memoryOf(app.process)
          let peak = before
          const looking = setInterval(() => {
            peak = Math.max(peak, memoryOf(app.process))
          }, INTERVAL)
          await sendAll(page, { url: proxied, parallel })
          clearInterval(looking)
          return peak - before
        }),
      )
    }
    await record({
      work: `growth of the proxy's memory: ${words}`,
      unit: 'MiB',
      ours: growths,
      target: atMost(24, 'value'),
    })
  })
}

test('how far the bar is ahead of an upstream of 5 MB/s', async ({ browser }) => {
  const paths = await makeFiles(1, 50 * MIB)
  const leads: Lead[] = []
  for (let run = 0; run < RUNS; run += 1) {
    leads.push(
      await onStage(
        browser,
        ({ page, app, gateway }) => measureLead(page, paths, app, gateway),
        SLOW,
      ),
    )
  }
  await record({
    work: 'bar ahead of what went to an upstream of 5 MB/s, at most in a file of 50 MiB',
    unit: 'MiB',
    ours: leads.map(({ overSent }) => overSent / MIB),
    yardstick: {
      name: 'ahead of what the upstream read',
      values: leads.map(({ overRead }) => overRead / MIB),
    },
    target: atMost(1, 'value'),
  })
})

/** The most bytes that the bar showed, and our server had not handed on, or the gateway not read. */
interface Lead {
  overSent: number
  overRead: number
}

/** Sends one file from the app itself. @throws where that takes too long, or nothing was measured */
async function measureLead(
  page: Page,
  paths: string[],
  app: Server,
  gateway: Server,
): Promise<Lead> {
  const size = 50 * MIB
  const ids: string[] = []
  page.on('request', (request) => {
    const id = request.headers()[UPLOAD_HEADER.toLowerCase()]
    if (id !== undefined) ids.push(id)
  })
  await page.goto(app.url)
  await expect(keyPanel(page).works).toBeVisible()
  await dropZone(page).files.setInputFiles(paths)
  const lead: Lead = { overSent: 0, overRead: 0 }
  const end = Date.now() + LONGEST
  let looks = 0
  const bar = page.getByRole('progressbar').first()
  while ((await page.getByText('Verified', { exact: true }).count()) === 0) {
    if (Date.now() > end) {
      throw new Error(`Not uploaded: ${await page.getByRole('main').innerText()}`)
    }
    const stage = await page.getByText(/^(Hashing|Uploading)$/).allInnerTexts()
    const percent = await bar.getAttribute('aria-valuenow', { timeout: 100 }).catch(() => null)
    if (stage[0] === 'Uploading' && percent !== null) {
      const shown = (Number(percent) / 100) * size
      const response = await fetch(`${app.url}${UPLOADS_PATH}?ids=${ids}`)
      const [report] = parseUploadReports(await response.json())
      if (report) {
        looks += 1
        lead.overSent = Math.max(lead.overSent, shown - report.taken)
        lead.overRead = Math.max(lead.overRead, shown - (await receivedBy(gateway)))
      }
    }
    await page.waitForTimeout(INTERVAL)
  }
  if (looks === 0) throw new Error('The server told nothing of the upload')
  return lead
}

async function receivedBy({ url }: Server): Promise<number> {
  const response = await fetch(`${url}/seen`)
  const { received } = (await response.json()) as { received: number }
  return received
}
