import { drop, sample } from '../support/files.ts'
import {
  expect,
  expectAccessible,
  expectStage,
  fileItem,
  openSandbox,
  test,
} from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'

test('Verify fetches a file back through the guarded proxy, and the badge says so', async ({
  page,
  openVarg,
}) => {
  await openVarg()
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const item = fileItem(page, 'sample.jpg')
  const fetched = page.waitForResponse(/\/api\/fetched\?url=/)
  await item.getByRole('button', { name: 'Verify' }).click()
  expect((await fetched).status()).toBe(200)
  await expect(item.getByText('Verified', { exact: true })).toBeVisible()
  await expect(item.getByText('Fetched back', { exact: true })).toBeVisible()
  await page.reload()
  await expect(item.getByText('Fetched back', { exact: true })).toBeVisible()
})

test('a URL that leads to other bytes is a failure, with what was expected and what came', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await faultsOf(site).make({ next: [{ kind: 'wrong-url' }] })
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const item = fileItem(page, 'sample.jpg')
  await item.getByRole('button', { name: 'Verify' }).click()
  await expectStage(page, 'sample.jpg', 'Failed')
  await expect(item.getByText(/has another content: expected sha256:.*, got sha256:/)).toBeVisible()
  await expect(item.getByRole('link')).toHaveCount(0)
})

test('with “Verify every upload” nothing has to be pressed; what cannot be fetched proves nothing', async ({
  page,
  gateway,
  vargSite,
  openVarg,
  startSite,
}) => {
  await openVarg()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Verify every upload').check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Close' }).click()
  await drop(page, [sample('webp')])
  const item = fileItem(page, 'sample.webp')
  await expect(item.getByText('Fetched back', { exact: true })).toBeVisible()
  await gateway.stop()
  await item.getByRole('button', { name: 'Verify' }).click()
  await expect(item.getByText(/could not be fetched back, which proves nothing/)).toBeVisible()
  await expectStage(page, 'sample.webp', 'Uploaded')
  const port = Number(new URL(vargSite.url).port)
  await vargSite.stop()
  await startSite({}, port)
  await item.getByRole('button', { name: 'Verify' }).click()
  await expect(item.getByText(/returned since this server was started/)).toBeVisible()
})
