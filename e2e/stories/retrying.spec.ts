import type { Page } from '@playwright/test'
import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { detailsOf } from '../support/pages/details.ts'
import { expectStage, expectStages, fileList, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { holdNote, statusLine } from '../support/pages/list-bar.ts'
import { freePort } from '../support/server.ts'

test('the row counts down to the next try and Retry now starts it', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  const busy = { kind: 'answer', status: 503, error: 'ProviderError', message: 'Busy.' } as const
  await gateway.make({ next: [{ ...busy, headers: { 'Retry-After': '600' } }] })
  await drop(page, [sample('jpg')])
  const item = fileRow(page, 'sample.jpg')
  await expectStage(page, 'sample.jpg', 'Waiting')
  await expect(item.text(/^Try 2 of 4 in (10:00|9:5\d)$/)).toBeVisible()
  await expect(item.text('503 ProviderError')).toBeVisible()
  await expect(item.text('Busy.')).toBeVisible()
  await item.press('Retry now')
  await expectStage(page, 'sample.jpg', 'Uploaded')
  expect((await gateway.report()).seen).toMatchObject({ uploads: 2, stored: 1 })
})

test('a file fails after four tries and Retry starts four more', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await gateway.make({ next: [{ kind: 'answer', status: 500, times: 5 }] })
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Failed')
  await expect(fileRow(page, 'sample.jpg').text(/^The gateway failed \(500\)/)).toBeVisible()
  expect((await gateway.report()).seen.uploads).toBe(4)
  await fileRow(page, 'sample.jpg').press('Retry')
  await expectStage(page, 'sample.jpg', 'Uploaded')
  expect((await gateway.report()).seen.uploads).toBe(6)
})

test('a file is sent once when the gateway rejects it for good', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await gateway.make({
    next: [
      { kind: 'answer', status: 400, error: 'ValidationError', message: 'No.' },
      { kind: 'html', status: 403 },
      { kind: 'answer', status: 413, early: true },
      { kind: 'answer', status: 422 },
      { kind: 'wrong-hash' },
      { kind: 'wrong-size' },
      { kind: 'html', status: 200 },
    ],
  })
  const names = ['1', '2', '3', '4', '5', '6', '7'].map((name) => `${name}.png`)
  await drop(
    page,
    names.map((name) => made(name, 3000)),
  )
  await expectStages(page, 'Failed', 7)
  expect((await gateway.report()).seen).toMatchObject({ uploads: 7, stored: 0 })
  const list = fileList(page).root
  await expect(list.getByText(/The gateway's CDN blocked this \(403\)/)).toBeVisible()
  await expect(list.getByText(/CDN answered with a page \(200\)/)).toBeVisible()
  await expect(list.getByText(/^Hash mismatch/)).toBeVisible()
  await expect(list.getByText(/^Size mismatch/)).toBeVisible()
  await expect(list.getByRole('link')).toHaveCount(0)
})

test('the content is stored once when a response is lost and the file is sent again', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await gateway.make({
    next: [
      { kind: 'lost-answer' },
      { kind: 'html', status: 524 },
      { kind: 'break', afterBytes: 1000 },
    ],
  })
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(fileRow(page, 'sample.jpg').text('Deduplicated')).toBeVisible()
  expect((await gateway.report()).seen).toMatchObject({ uploads: 4, stored: 1 })
})

test('a file is sent again when no byte goes out for 30 seconds', async ({ page, site }) => {
  await page.clock.install()
  await openSandbox(page, site)
  const faults = faultsOf(site)
  await faults.make({ next: [{ kind: 'stall', afterBytes: 100_000 }] })
  await drop(page, [made('large.png', 20_000_000)])
  await expectStage(page, 'large.png', 'Uploading')
  await expect.poll(async () => (await faults.report()).seen.faulted).toBe(1)
  // The page polls the server's reports from the first second on. The first report restarts the
  // timeout, and so does each byte.
  let last: string | undefined
  await expect
    .poll(async () => {
      const former = last
      last = await (await page.waitForResponse('**/machine/uploads?*')).text()
      return last === former
    })
    .toBe(true)
  await page.clock.fastForward(31_000)
  await expectStage(page, 'large.png', 'Uploaded')
  await expectBroken(page, 'large.png', /No byte was sent for 30 s/)
})

test('a file is sent again when no response arrives within two minutes', async ({ page, site }) => {
  await page.clock.install()
  await openSandbox(page, site)
  await faultsOf(site).make({ next: [{ kind: 'silence' }] })
  const report = page.waitForResponse('**/machine/uploads?*')
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Confirming')
  // The timeout starts when the server reports that every byte is sent.
  await report
  await page.clock.fastForward(100_000)
  await expectStage(page, 'sample.jpg', 'Confirming')
  await page.clock.fastForward(21_000)
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expectBroken(page, 'sample.jpg', /so it may have arrived/)
})

/**
 * Expects the reason of the second-to-last try in the details. The row shows it only until the next
 * try, and backoff with full jitter may start that immediately.
 */
async function expectBroken(page: Page, path: string, why: RegExp): Promise<void> {
  const details = detailsOf(page, path)
  await details.open()
  await details.show('Response')
  await expect(details.tries.getByRole('option')).toHaveCount(2)
  await details.dialog.getByRole('button', { name: 'Older try' }).click()
  await expect(details.dialog.getByText(why)).toBeVisible()
}

test('no file fails when the upstream restarts during a batch', async ({ page, startSite }) => {
  test.slow()
  const port = await freePort()
  const first = await startSite({}, port)
  const site = await startSite({ VARG_GATEWAY_URL: `http://127.0.0.1:${port}/sandbox` })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(keyPanel(page).works).toBeVisible()
  await faultsOf(first).make({ latency: 150 })
  await drop(
    page,
    Array.from({ length: 24 }, (_, index) => made(`${index}.png`, 4000)),
  )
  await expect(page.getByText('Uploaded', { exact: true }).first()).toBeVisible()
  await first.stop()
  await expect(holdNote(page).text(/can’t be reached/)).toBeVisible()
  await expectStages(page, 'Failed', 0)
  await startSite({}, port)
  // The interval between checks of the upstream grows to 15 seconds.
  await expect(statusLine(page)).toHaveText('24 of 24 uploaded', { timeout: 45_000 })
  await expect(holdNote(page).root).toHaveCount(0)
})
