import type { Page } from '@playwright/test'
import { parseUploadReports, UPLOADS_PATH } from '../src/core/api/upload-report.ts'
import { UPLOAD_HEADER } from '../src/core/traffic/bench-headers.ts'
import { startGateway } from './benchmark/servers.ts'
import { drop, made } from './support/files.ts'
import { expect, test } from './support/fixtures.ts'
import { expectStage, fileRow } from './support/pages/file-list.ts'
import { keyPanel, saveKey } from './support/pages/key-panel.ts'
import { statusLine } from './support/pages/list-bar.ts'

const KEY = 'varg_slow_0123456789abcdef'
const MIB = 1024 * 1024
const SIZE = 8_000_000

/** Bytes a second: three files at a time over 1 Mbit/s have less. */
const RATE = 50_000

/** Milliseconds between two looks. */
const INTERVAL = 1_000

interface Look {
  seconds: number
  stage: string
  shown: number
  handedOn: number
  received: number
}

/** Real timeouts, a real rate: 8 MB take more than the answer is waited for. */
test('an upload over 50 kB/s arrives, is sent once, and its bar is honest', async ({
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
    const looks: Look[] = []
    while ((await statusLine(page).innerText()) !== '1 of 1 uploaded') {
      const look = await lookAt(page, { site: site.url, gateway: gateway.url, ids, began })
      looks.push(look)
      if (looks.length % 10 === 1) console.log(JSON.stringify(look))
      expect(look.shown - look.handedOn).toBeLessThanOrEqual(MIB)
      if (look.stage.includes('Confirming')) expect(look.handedOn).toBe(SIZE)
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

async function lookAt(
  page: Page,
  { site, gateway, ids, began }: { site: string; gateway: string; ids: string[]; began: number },
): Promise<Look> {
  const item = fileRow(page, 'slow.png')
  // The bar first: what is handed on meanwhile is in its favour.
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
