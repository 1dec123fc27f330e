import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { GATEWAYS, SANDBOX_KEY } from '../../src/core/api/gateways.ts'
import { ROUTES_2 } from '../../src/core/api/v2/routes-v2.ts'
import { SEND_2 } from '../../src/core/api/v2/send-v2.ts'
import { drop, made, madeSparse } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, expectStages, fileRow } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { listBar, statusLine } from '../support/pages/list-bar.ts'
import { countStored } from '../support/remembered.ts'
import type { Site } from '../support/server.ts'

/** A slow link, in bytes per second. */
const SLOW = 20_000

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, '0')}.png`)

/** Chooses the version before the page is loaded. */
async function useVersion(page: Page, version: 1 | 2): Promise<void> {
  await page.addInitScript((chosen) => {
    localStorage.setItem('refdrop.api-version', chosen)
    localStorage.setItem('refdrop.api-version.sandbox', chosen)
  }, String(version))
}

/** Counts the page's uploads and its checks for known content. */
function countCalls(page: Page) {
  const calls = { sends: 0, asks: 0 }
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (path.endsWith('/files') && request.method() === 'POST') calls.sends += 1
    if (path.endsWith(ROUTES_2.ask.path)) calls.asks += 1
  })
  return calls
}

/** Makes pictures on disk. @returns their paths */
function makeAll(all: readonly string[], size: number): Promise<string[]> {
  const folder = test.info().outputPath('files')
  return Promise.all(all.map((name) => madeSparse(join(folder, name), size)))
}

/** Sends files to the account of the sandbox, as another browser would. */
async function sendElsewhere({ url }: Site, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const body = await readFile(path)
    const hash = `sha256:${createHash('sha256').update(body).digest('hex')}` as const
    const headers = SEND_2.headers({ hash, size: body.length, mediaType: 'image/png', path })
    const response = await fetch(url + GATEWAYS.sandbox.base + SEND_2.route.path, {
      method: SEND_2.route.method,
      headers: { ...Object.fromEntries(headers), Authorization: `Bearer ${SANDBOX_KEY}` },
      body,
    })
    expect(response.status).toBe(200)
  }
}

test('100 files that the account has end at once on a slow link, and none is sent', async ({
  page,
  site,
}) => {
  const paths = await makeAll(names(100, 'known'), 1_000_000)
  await sendElsewhere(site, paths)
  await faultsOf(site).make({ bytesPerSecond: SLOW })
  await useVersion(page, 2)
  await openSandbox(page, site)
  const calls = countCalls(page)
  await dropZone(page).files.setInputFiles(paths)
  await expect(statusLine(page)).toHaveText('100 of 100 uploaded')
  await expectStages(page, 'Deduplicated', 100)
  expect(calls).toEqual({ sends: 0, asks: 100 })
  expect((await faultsOf(site).report()).seen.uploads).toBe(0)
  // After a reload, the rows come from the history.
  await page.reload()
  await expectStages(page, 'Deduplicated', 100)
})

test('a file that the account has does not wait for files that it lacks', async ({
  page,
  site,
}) => {
  const known = await makeAll(names(10, 'known'), 1_000_000)
  await sendElsewhere(site, known)
  await faultsOf(site).make({ bytesPerSecond: SLOW })
  await useVersion(page, 2)
  await openSandbox(page, site)
  const calls = countCalls(page)
  await dropZone(page).files.setInputFiles(await makeAll(names(2, 'new'), 3_000_000))
  // The file whose check ends first is sent first.
  await expectStages(page, 'Uploading', 1)
  await dropZone(page).files.setInputFiles(known)
  await expectStages(page, 'Deduplicated', 10)
  await expect(statusLine(page)).toHaveText('10 of 12 uploaded')
  expect(calls).toEqual({ sends: 1, asks: 12 })
  await listBar(page).press('Cancel all')
  await faultsOf(site).make({})
  await fileRow(page, 'known000.png').press('Upload again')
  await expect.poll(() => calls.sends).toBe(2)
  await expectStages(page, 'Uploaded', 10)
  expect(calls.asks).toBe(12)
})

test('a gateway that knows a hash in version 1 gets no byte of its file', async ({
  page,
  gateway,
  openVarg,
}) => {
  await gateway.make({ flaws: ['answers-early'] })
  await useVersion(page, 1)
  await openVarg()
  await drop(page, [made('large.png', 20_000_000)])
  await expectStage(page, 'large.png', 'Uploaded')
  await fileRow(page, 'large.png').press('Upload again')
  await expect(fileRow(page, 'large.png').word('Deduplicated')).toBeVisible()
  const received = Array.from(gateway.printed().matchAll(/POST \S+\/v1\/files .* in=(\d+)/g))
  expect(received.slice(-2).map(([, bytes]) => Number(bytes))).toEqual([20_000_000, 0])
})

test('a file of 180 MB is uploaded when the page is reloaded in the middle', async ({
  page,
  site,
}) => {
  await faultsOf(site).make({ bytesPerSecond: 15_000_000 })
  await useVersion(page, 2)
  await openSandbox(page, site)
  const size = 180_000_000
  const large = await madeSparse(test.info().outputPath('files', 'large.png'), size)
  const [small = ''] = await makeAll(['small.png'], 6000)
  await dropZone(page).files.setInputFiles([small, large])
  await expectStage(page, 'large.png', 'Uploading')
  await expect.poll(() => countStored(page, 'bytes')).toBe(1)
  await expectStage(page, 'large.png', 'Uploading')
  await faultsOf(site).make({})
  await page.reload()
  await expectStage(page, 'large.png', 'Uploaded')
  await expect(fileRow(page, 'large.png').word('New')).toBeVisible()
  await expect.poll(() => countStored(page, 'bytes')).toBe(0)
  await fileRow(page, 'large.png').press('Check URL')
  await expect(fileRow(page, 'large.png').text('URL checked')).toBeVisible()
})
