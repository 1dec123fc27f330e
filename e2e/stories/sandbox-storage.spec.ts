import { drop, made } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openAccount, openSandbox } from '../support/pages/key-panel.ts'
import { listBar, listSearch, statusLine } from '../support/pages/list-bar.ts'

test('the sandbox reports that it is full and takes the same file again after it is emptied', async ({
  page,
  startSite,
}) => {
  const site = await startSite({ REFDROP_SANDBOX_LIMIT: '1MiB', REFDROP_SANDBOX_FREE: '0' })
  await openSandbox(page, site)
  const kept = made('kept.png', 800_000)
  await drop(page, [kept])
  await expectStage(page, 'kept.png', 'Uploaded')
  const url = await fileRow(page, 'kept.png').link.getAttribute('href')
  await drop(page, [made('refused.png', 400_000)])
  await expectStage(page, 'refused.png', 'Failed')
  const sentence = 'The sandbox is full. Empty the sandbox, then retry.'
  await expect(fileRow(page, 'refused.png').text(sentence)).toBeVisible()
  expect(site.printed().match(/POST \/sandbox\/v1\/files 507/g)).toHaveLength(1)

  await openAccount(page)
  await page.getByRole('button', { name: 'Empty the sandbox' }).click()
  const dialog = page.getByRole('dialog', { name: 'Empty the sandbox?' })
  await expect(dialog.getByText(/^This deletes 1 file \(781 KB\)/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep them' }).click()
  await expect(dialog).toHaveCount(0)
  expect((await page.request.get(String(url))).status()).toBe(200)
  await page.getByRole('button', { name: 'Empty the sandbox' }).click()
  await dialog.getByRole('button', { name: 'Delete 1 file' }).click()
  const { popover } = keyPanel(page)
  await expect(popover.getByText('Sandbox emptied: 1 file (781 KB) deleted.')).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(fileRow(page, 'kept.png').root).toHaveCount(0)
  expect((await page.request.get(String(url))).status()).toBe(404)
  // An emptied sandbox is another account, and the list hides rows of the old one.
  await listSearch(page).choose('From', 'All')
  await expect(fileRow(page, 'refused.png').root).toBeVisible()
  await expect(fileRow(page, 'kept.png').root).toHaveCount(0)
  await listSearch(page).choose('From', 'This key')

  await listBar(page).press('Retry failed')
  await expect(statusLine(page)).toHaveText('1 of 1 uploaded')
  await openAccount(page)
  await page.getByRole('button', { name: 'Empty the sandbox' }).click()
  await dialog.getByRole('button', { name: 'Delete 1 file' }).click()
  await expect(fileRow(page, 'refused.png').root).toHaveCount(0)
  await drop(page, [kept])
  await expectStage(page, 'kept.png', 'Uploaded')
  await expect(fileRow(page, 'kept.png').word('New')).toBeVisible()
  expect((await page.request.get(String(url))).status()).toBe(200)
})
