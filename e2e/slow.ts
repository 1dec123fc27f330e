import type { Page } from '@playwright/test'
import { parseUploadReports, UPLOAD_HEADER, UPLOADS_PATH } from '../src/core/api/upload-report.ts'
import { startGateway } from './benchmark/servers.ts'
import { drop, made } from './support/files.ts'
import { expect, test } from './support/fixtures.ts'
import { expectStage, fileRow } from './support/pages/file-list.ts'
import { keyPanel, saveKey } from './support/pages/key-panel.ts'
import { statusLine } from './support/pages/list-bar.ts'

const KEY = 'varg_slow_0123456789abcdef'
const MIB = 1024 * 1024
const SIZE = 8_000_000

/** Bytes per second. Three uploads that share 1 Mbit/s get less each. */
const RATE = 50_000

/** Milliseconds between two samples. */
const INTERVAL = 1_000

interface Sample {
  seconds: number
  stage: string
  /** Bytes that the progress bar shows. */
  shown: number
  /** Bytes that the proxy forwarded. */
  handedOn: number
  /** Bytes that the gateway received. */
  received: number
}

/** Timeouts are real. The upload takes 160 s, longer than the response timeout of 120 s. */
test('the page sends a file once and shows true progress when the link has 50 kB/s', async ({
  page,
  startSite,
}) => {
  const gateway = await startGateway(RATE)
  const site = await startSite({ VARG_GATEWAY_URL: gateway.url })
  const ids: string[] = []
  page.on('request', (request) => {
    const id = request.headers()[UPLOAD_HEADER.toLowerCase()]
    if (id !== undefined) ids.push(id)
  })
  try {
    await page.goto(site.url)
    await saveKey(page, KEY)
    await expect(keyPanel(page).works).toBeVisible()
    const file = made('slow.png', SIZE)
    const began = Date.now()
    await drop(page, [file])
    await expectStage(page, 'slow.png', 'Uploading')
    const samples: Sample[] = []
    while ((await statusLine(page).innerText()) !== '1 of 1 uploaded') {
      const sample = await takeSample(page, { site: site.url, gateway: gateway.url, ids, began })
      samples.push(sample)
      if (samples.length % 10 === 1) console.log(JSON.stringify(sample))
      expect(sample.shown - sample.handedOn).toBeLessThanOrEqual(MIB)
      if (sample.stage.includes('Confirming')) expect(sample.handedOn).toBe(SIZE)
      await page.waitForTimeout(INTERVAL)
    }
    console.log(`uploaded after ${Math.round((Date.now() - began) / 1000)} s`)
    expect(await seenBy(gateway.url)).toEqual({ requests: 1, received: SIZE })
    expect(ids).toHaveLength(1)
    await expect(fileRow(page, 'slow.png').text('Verified')).toBeVisible()
  } finally {
    await gateway.stop()
  }
})

async function takeSample(
  page: Page,
  { site, gateway, ids, began }: { site: string; gateway: string; ids: string[]; began: number },
): Promise<Sample> {
  const item = fileRow(page, 'slow.png')
  // Reads the bar first, so that bytes forwarded meanwhile cannot fail the comparison.
  const percent = await item.progress
    .getAttribute('aria-valuenow', { timeout: INTERVAL })
    .catch(() => null)
  const stage = await item.root.innerText()
  const response = await fetch(`${site}${UPLOADS_PATH}?ids=${ids}`)
  const [report] = parseUploadReports(await response.json())
  const { received } = await seenBy(gateway)
  return {
    seconds: Math.round((Date.now() - began) / 1000),
    stage: /Uploading|Confirming|Uploaded|Waiting|Failed/.exec(stage)?.[0] ?? stage,
    shown: percent === null ? 0 : (Number(percent) / 100) * SIZE,
    handedOn: report?.taken ?? SIZE,
    received,
  }
}

async function seenBy(gateway: string): Promise<{ requests: number; received: number }> {
  const response = await fetch(`${gateway}/seen`)
  return (await response.json()) as { requests: number; received: number }
}
