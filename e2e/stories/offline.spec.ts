import { drop, made } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectStage } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { settings } from '../support/pages/settings.ts'

// The browser logs an error for each failed fetch.
test.use({ watchesConsole: false })

test('files are hashed and wait when they are dropped offline right after the page loads', async ({
  page,
  openVarg,
}) => {
  await openVarg()
  await page.reload()
  await page.context().setOffline(true)
  // The detector hashes the small file. A hash worker hashes the large one.
  await drop(page, [made('small.png', 3000), made('large.png', 300_000)])
  await expectStage(page, 'small.png', 'Waiting')
  await expectStage(page, 'large.png', 'Waiting')
  await page.context().setOffline(false)
  await expectStage(page, 'small.png', 'Uploaded')
  await expectStage(page, 'large.png', 'Uploaded')
})

test('files for the sandbox wait while the browser is cut off from it', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, [made('before.png', 3000)])
  await expectStage(page, 'before.png', 'Uploaded')
  await page.context().setOffline(true)
  await drop(page, [made('small.png', 3000), made('large.png', 300_000)])
  await expect(page.getByLabel('Hold')).toContainText('You’re offline.')
  await expectStage(page, 'small.png', 'Waiting')
  await expectStage(page, 'large.png', 'Waiting')
  await page.context().setOffline(false)
  await expectStage(page, 'small.png', 'Uploaded')
  await expectStage(page, 'large.png', 'Uploaded')
})

test('the bar says what files wait for before its note can be loaded', async ({ page, site }) => {
  await page.route('**/lazy-gestures-*', (route) => route.abort())
  await openSandbox(page, site)
  await drop(page, [made('before.png', 3000)])
  await expectStage(page, 'before.png', 'Uploaded')
  await page.context().setOffline(true)
  await drop(page, [made('a.png', 3000), made('b.png', 3000)])
  const reason = page.getByRole('main').getByText('2 files waiting for the network')
  await expect(reason).toBeInViewport()
  await page.unroute('**/lazy-gestures-*')
  await page.context().setOffline(false)
  await expectStage(page, 'b.png', 'Uploaded')
  await expect(reason).toHaveCount(0)
})

test('files wait for a worker whose script cannot be loaded', async ({ page, site }) => {
  await page.route('**/*.worker-*.js', (route) => route.abort())
  await openSandbox(page, site)
  await drop(page, [made('small.png', 3000), made('large.png', 300_000)])
  await expect(page.getByRole('main').getByText(/part of the page is missing/)).toBeVisible()
  await page.unroute('**/*.worker-*.js')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expectStage(page, 'small.png', 'Uploaded')
  await expectStage(page, 'large.png', 'Uploaded')
  await expect(page.getByRole('main').getByText(/part of the page is missing/)).toHaveCount(0)
})

test('a part of the page opens when its script can be loaded again', async ({ page, site }) => {
  await page.route('**/lazy-SettingsDialog-*', (route) => route.abort())
  await openSandbox(page, site)
  await settings(page).open()
  await expect(page.getByRole('main').getByText(/part of the page is missing/)).toBeVisible()
  await page.unroute('**/lazy-SettingsDialog-*')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(settings(page).dialog).toBeVisible()
  // Uses a selector of the tag, because elements behind a dialog have no role.
  await expect(page.locator('main').getByText(/part of the page is missing/)).toHaveCount(0)
})

test('the page asks for a reload when its build was replaced, and keeps its files', async ({
  page,
  site,
}) => {
  await page.route('**/lazy-SettingsDialog-*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  )
  await openSandbox(page, site)
  await drop(page, [made('a.png', 3000)])
  await expectStage(page, 'a.png', 'Uploaded')
  await settings(page).open()
  await expect(page.getByRole('main').getByText(/^Refdrop was updated\./)).toBeVisible()
  await page.unroute('**/lazy-SettingsDialog-*')
  await page.getByRole('button', { name: 'Reload', exact: true }).click()
  await expect(page.getByRole('main').getByText(/^Refdrop was updated\./)).toHaveCount(0)
  await expectStage(page, 'a.png', 'Uploaded')
  await settings(page).open()
  await expect(settings(page).dialog).toBeVisible()
})

test('the page offers a reload when its server has a part that the browser does not load', async ({
  page,
  site,
}) => {
  // Firefox does not request a module again that failed once.
  await page.route('**/lazy-SettingsDialog-*', (route) =>
    route.request().resourceType() === 'script' ? route.abort() : route.continue(),
  )
  await openSandbox(page, site)
  await drop(page, [made('a.png', 3000)])
  await expectStage(page, 'a.png', 'Uploaded')
  await settings(page).open()
  const notice = page.getByRole('main').getByText(/part of the page is missing\. Reload/)
  await expect(notice).toBeVisible()
  await page.unroute('**/lazy-SettingsDialog-*')
  await page.getByRole('button', { name: 'Reload', exact: true }).click()
  await expect(notice).toHaveCount(0)
  await expectStage(page, 'a.png', 'Uploaded')
  await settings(page).open()
  await expect(settings(page).dialog).toBeVisible()
})
