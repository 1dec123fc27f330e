import type { Page } from '@playwright/test'
import { GATEWAYS } from '../../src/core/api/gateways.ts'
import { pathTo } from '../../src/core/api/route.ts'
import { REMOVE } from '../../src/core/api/v2/files-v2.ts'
import { ROUTES_2 } from '../../src/core/api/v2/routes-v2.ts'
import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { seedFiles } from '../support/gateway-files.ts'
import { expectListed, expectStages, fileList, fileRow } from '../support/pages/file-list.ts'
import { deleteDialog, gatewayFiles } from '../support/pages/gateway-files.ts'
import { openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { listSearch } from '../support/pages/list-bar.ts'
import { composerOf } from '../support/pages/request.ts'
import { historyOf } from '../support/remembered.ts'

/** Pastes a text outside of all fields. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const event = { clipboardData, bubbles: true, cancelable: true }
    document.body.dispatchEvent(new ClipboardEvent('paste', event))
  }, text)
}

test('2,000 files of the gateway are loaded, searched and sorted', async ({
  page,
  openVarg,
  gateway,
}) => {
  const names = Array.from({ length: 2000 }, (_, index) => `shot ${index + 1}.png`)
  await seedFiles(gateway, names)
  await openVarg()
  await gatewayFiles(page).load.click()
  await expect(gatewayFiles(page).says('2,000 files at varg.ai, 2,000 new here.')).toBeVisible()
  await expect(fileList(page).rows.first()).toHaveAttribute('aria-setsize', '2000')
  await listSearch(page).field.fill('1234.png')
  await expectListed(page, ['shot 1234.png'])
  await listSearch(page).field.fill('nothing like it')
  await expect(gatewayFiles(page).load).toBeVisible()
  await gatewayFiles(page).load.click()
  await expect(gatewayFiles(page).says('2,000 files at varg.ai, 0 new here.')).toBeVisible()
})

test('files of one machine are found and used on another', async ({
  page,
  browser,
  openVarg,
  vargSite,
}) => {
  await openVarg()
  await drop(page, [made('dusk ridge.png', 3000), { ...sample('jpg'), name: 'über.jpg' }])
  await expectStages(page, 'Uploaded', 2)
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(vargSite.url)
  await saveKey(other, KEY)
  await gatewayFiles(other).load.click()
  await expectStages(other, 'Uploaded', 2)
  await listSearch(other).field.fill('über')
  await expectListed(other, ['über.jpg'])
  const row = fileRow(other, 'über.jpg')
  await expect(row.word('Listed by the gateway')).toBeAttached()
  await expect(row.picture).toBeVisible()
  await row.press('Add to request')
  await composerOf(other).expectReferences([{ tag: '@image1', name: 'über.jpg' }])
  const url = await fileRow(page, 'über.jpg').link.getAttribute('href')
  expect(await row.link.getAttribute('href')).toBe(url)
  await context.close()
})

test('removed files stay removed until they are asked for', async ({ page, openVarg, gateway }) => {
  await seedFiles(gateway, ['one.png', 'two.png'])
  await openVarg()
  await gatewayFiles(page).load.click()
  await expectStages(page, 'Uploaded', 2)
  await fileRow(page, 'one.png').press('Remove')
  await expect(fileList(page).rows).toHaveCount(1)
  await gatewayFiles(page).load.click()
  await expect(gatewayFiles(page).says('2 files at varg.ai, 0 new here.')).toBeVisible()
  await expect(fileList(page).rows).toHaveCount(1)
  await gatewayFiles(page).press('Show 1 removed')
  await expect(fileList(page).rows).toHaveCount(2)
})

test('a gateway of version 1 offers neither its files nor their deletion', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await drop(page, [made('a.png', 3000)])
  await expectStages(page, 'Uploaded', 1)
  await expect(gatewayFiles(page).load).toHaveCount(0)
  await fileRow(page, 'a.png').menuButton.click()
  await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeVisible()
  await expect(fileRow(page, 'a.png').menuItem('Delete at the gateway')).toHaveCount(0)
})

test('a file is deleted at the gateway after a warning', async ({ page, openVarg }) => {
  await openVarg()
  await drop(page, [made('keep.png', 3000), made('gone.png', 3000)])
  await expectStages(page, 'Uploaded', 2)
  const dialog = deleteDialog(page)
  await fileRow(page, 'gone.png').press('Add to request')
  await fileRow(page, 'gone.png').press('Delete at the gateway')
  await expect(dialog.root.getByText('It is @image1 in your request.')).toBeVisible()
  await expect(dialog.root.getByText('URLs you pasted elsewhere may stop working.')).toBeVisible()
  await expect(dialog.confirm).not.toBeFocused()
  await dialog.keep.click()
  await expect(fileList(page).rows).toHaveCount(2)
  await fileRow(page, 'gone.png').press('Delete at the gateway')
  await dialog.confirm.click()
  await expect(gatewayFiles(page).says('Deleted at varg.ai.')).toBeVisible()
  await expectListed(page, ['keep.png'])
  await expect(page.locator(':focus')).not.toHaveJSProperty('tagName', 'BODY')
  await page.reload()
  await expectListed(page, ['keep.png'])
  await gatewayFiles(page).load.click()
  await expect(gatewayFiles(page).says('1 file at varg.ai, 0 new here.')).toBeVisible()
})

test('a file that the gateway deleted before is removed here, and sent when it is dropped again', async ({
  page,
  openVarg,
  gateway,
}) => {
  const file = made('a.png', 3000)
  await openVarg()
  await drop(page, [file])
  await expectStages(page, 'Uploaded', 1)
  const [entry] = await historyOf(page)
  const path = pathTo(REMOVE.route, REMOVE.parts(entry?.result.fileId ?? ''))
  const headers = { Authorization: `Bearer ${KEY}` }
  const method = REMOVE.route.method
  const removal = await fetch(gateway.url + GATEWAYS.sandbox.base + path, { method, headers })
  expect(removal.status).toBe(200)
  await fileRow(page, 'a.png').press('Delete at the gateway')
  await deleteDialog(page).confirm.click()
  await expect(gatewayFiles(page).says(/no longer had this file/)).toBeVisible()
  await expect(fileList(page).rows).toHaveCount(0)
  await drop(page, [file])
  await expectStages(page, 'Uploaded', 1)
  await expect(fileRow(page, 'a.png').word('Already here')).toHaveCount(0)
})

test('a failed deletion says why and keeps the file', async ({ page, openVarg }) => {
  await openVarg()
  await drop(page, [made('a.png', 3000)])
  await expectStages(page, 'Uploaded', 1)
  const dialog = deleteDialog(page)
  await page.route('**/api/v2/files/*', (route) => route.abort())
  await fileRow(page, 'a.png').press('Delete at the gateway')
  await dialog.confirm.click()
  await expect(dialog.failure).toContainText('The connection broke before the gateway answered.')
  await page.unroute('**/api/v2/files/*')
  const error = { code: 'unauthorized', message: 'Unknown key' }
  await page.route('**/api/v2/files/*', (route) => route.fulfill({ status: 401, json: { error } }))
  await dialog.confirm.click()
  await expect(dialog.failure).toContainText('Invalid API key.')
  await dialog.keep.click()
  await expect(fileList(page).rows).toHaveCount(1)
})

test('a pasted job shows its files, which can be the next references', async ({
  page,
  openVarg,
  gateway,
}) => {
  await openVarg()
  await drop(page, [{ ...sample('jpg'), name: 'a.jpg' }])
  await expectStages(page, 'Uploaded', 1)
  const url = await fileRow(page, 'a.jpg').link.getAttribute('href')
  const response = await fetch(gateway.url + GATEWAYS.sandbox.base + ROUTES_2.image.path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'sandbox-echo', prompt: 'rain', files: [{ url }] }),
  })
  const { id } = await response.json()
  await pasteText(page, id)
  await expect(gatewayFiles(page).says(new RegExp(`1 file of ${id}`))).toBeVisible()
  await gatewayFiles(page).press('Add to request')
  await composerOf(page).expectReferences([{ tag: '@image1' }])
  const outputs = [
    { url: `${url}?1`, media_type: 'image/jpeg' },
    { url: `${url}?2`, media_type: 'image/jpeg' },
  ]
  await pasteText(page, JSON.stringify({ id: 'job_2', status: 'completed', output: { outputs } }))
  await expect(gatewayFiles(page).says('2 files of job_2 added.')).toBeVisible()
  await expect(fileList(page).rows).toHaveCount(3)
  await expect(fileList(page).rows.first().getByText('Generated', { exact: true })).toBeVisible()
  await page.reload()
  await expect(fileList(page).rows).toHaveCount(3)
})

test('a pasted job that has no files says why', async ({ page, openVarg }) => {
  await openVarg()
  let status = 'running'
  await page.route('**/api/v2/jobs/job_1', (route) =>
    route.fulfill({ json: { id: 'job_1', status, error: { code: 'x', message: 'No rain.' } } }),
  )
  await pasteText(page, 'job_1')
  await expect(gatewayFiles(page).says('job_1 is running.')).toBeVisible()
  status = 'failed'
  await gatewayFiles(page).press('Look again')
  await expect(gatewayFiles(page).says('job_1 failed: No rain.')).toBeVisible()
  await pasteText(page, 'job_unknown')
  await expect(gatewayFiles(page).says('This key has no job_unknown.')).toBeVisible()
})

test('loading stops when Stop is pressed', async ({ page, openVarg, gateway }) => {
  await seedFiles(gateway, ['one.png'])
  await openVarg()
  await page.route('**/api/v2/files?*', () => {})
  await gatewayFiles(page).load.click()
  await gatewayFiles(page).press('Stop')
  await expect(gatewayFiles(page).says('Loading stopped.')).toBeVisible()
  await gatewayFiles(page).press('Dismiss')
  await expect(gatewayFiles(page).notices).toHaveCount(0)
})
