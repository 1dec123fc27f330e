import { drop, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { settings } from '../support/pages/settings.ts'

test('Check URL fetches a file back through the proxy and sets the badge', async ({
  page,
  openVarg,
}) => {
  await openVarg()
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const item = fileRow(page, 'sample.jpg')
  const fetched = page.waitForResponse(/\/api\/fetched\?url=/)
  await item.press('Check URL')
  expect((await fetched).status()).toBe(200)
  await expect(item.word('Verified')).toBeVisible()
  await expect(item.word('URL checked')).toBeVisible()
  await page.reload()
  await expect(item.word('URL checked')).toBeVisible()
})

test('Check URL fails a file when its URL has other bytes', async ({ page, site }) => {
  await openSandbox(page, site)
  await faultsOf(site).make({ next: [{ kind: 'wrong-url' }] })
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const item = fileRow(page, 'sample.jpg')
  await item.press('Check URL')
  await expectStage(page, 'sample.jpg', 'Failed')
  await expect(item.text(/Don't use this URL/)).toBeVisible()
  await expect(item.link).toHaveCount(0)
})

test('uploads are verified without a press when the setting is on', async ({
  page,
  gateway,
  vargSite,
  openVarg,
  startSite,
}) => {
  await openVarg()
  await settings(page).open()
  await settings(page).verifyEveryUpload.check()
  await page.getByRole('button', { name: 'Close' }).click()
  await drop(page, [sample('webp')])
  const item = fileRow(page, 'sample.webp')
  await expect(item.word('URL checked')).toBeVisible()
  await gateway.stop()
  await item.press('Check URL')
  await expect(item.text(/couldn't be downloaded/)).toBeVisible()
  await expectStage(page, 'sample.webp', 'Uploaded')
  const port = Number(new URL(vargSite.url).port)
  await vargSite.stop()
  await startSite({}, port)
  await item.press('Check URL')
  await expect(item.text(/didn't return it since Refdrop started/)).toBeVisible()
})
