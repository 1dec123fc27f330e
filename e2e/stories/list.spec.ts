import { drop, made } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import {
  expectListed,
  expectStage,
  expectStages,
  fileList,
  fileRow,
} from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { listBar, listSearch, selection, statusLine } from '../support/pages/list-bar.ts'
import { countStored, historyOf } from '../support/remembered.ts'

const files = (...names: string[]) => names.map((name) => made(name, 3000))

test('the list shows the newest drop on top, also after a reload', async ({ page, site }) => {
  // Without a key the files wait.
  await page.goto(site.url)
  await drop(page, files('b.png', 'a.png'))
  await expectListed(page, ['a.png', 'b.png'])
  await drop(page, files('d.png', 'c.png'))
  await expectListed(page, ['c.png', 'd.png', 'a.png', 'b.png'])
  await expect(fileRow(page, 'a.png').root).toHaveAccessibleDescription(/Today/)
  await expectStages(page, 'Waiting', 4)
  await expect.poll(() => countStored(page, 'bytes')).toBe(4)
  await page.reload()
  await expectStages(page, 'Waiting', 4)
  await expectListed(page, ['c.png', 'd.png', 'a.png', 'b.png'])
})

test('uploaded files are in the history after a reload', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, files('a.png', 'b.png'))
  await expect(statusLine(page)).toHaveText('2 of 2 uploaded')
  await expect.poll(async () => (await historyOf(page)).length).toBe(2)
  await page.reload()
  await expect(fileList(page).rows).toHaveCount(2)
  await expect(statusLine(page)).toHaveCount(0)
  await expect(fileRow(page, 'a.png').link).toBeVisible()
})

test('files keep the order of their drops after a reload when they ended in another order', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  // The first file of each drop ends last. One file of the older drop fails.
  await faultsOf(site).make({
    next: [
      { kind: 'answer', status: 503 },
      { kind: 'answer', status: 422 },
    ],
  })
  await drop(page, files('a.png', 'b.png', 'c.png', 'd.png'))
  await expectStages(page, 'Uploaded', 3)
  await faultsOf(site).make({ next: [{ kind: 'answer', status: 503 }] })
  await drop(page, files('g.png', 'e.png', 'f.png'))
  await expect(statusLine(page)).toHaveText('6 of 7 uploaded, 1 failed')
  const listed = ['e.png', 'f.png', 'g.png', 'a.png', 'b.png', 'c.png', 'd.png']
  await expectListed(page, listed)
  await page.reload()
  await expectListed(page, listed)
  await listBar(page).press('Retry failed')
  await expectStages(page, 'Failed', 0)
  await page.reload()
  await expectListed(page, listed)
})

test('Undo takes Cancel all and Clear finished back', async ({ page, site }) => {
  await openSandbox(page, site)
  await faultsOf(site).make({ next: [{ kind: 'silence' }, { kind: 'silence' }] })
  await drop(page, files('a.png', 'b.png', 'c.png', 'd.png'))
  await expectStages(page, 'Uploaded', 2)
  await listBar(page).press('Cancel all')
  await expectStages(page, 'Canceled', 2)
  await expect(page.getByText('2 uploads canceled.', { exact: true })).toBeVisible()
  await listBar(page).press('Undo')
  await expect(statusLine(page)).toHaveText('4 of 4 uploaded')
  await expectListed(page, ['a.png', 'b.png', 'c.png', 'd.png'])
  await listBar(page).press('Clear finished')
  await expect(statusLine(page)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(statusLine(page)).toHaveText('4 of 4 uploaded')
  await expectListed(page, ['a.png', 'b.png', 'c.png', 'd.png'])
})

test('Undo of Cancel all brings back the files that were not inspected yet', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await drop(page, files(...Array.from({ length: 400 }, (_, index) => `${index}.png`)))
  await listBar(page).press('Cancel all')
  await listBar(page).press('Undo')
  await expect(statusLine(page)).toHaveText('400 of 400 uploaded', { timeout: 60_000 })
})

test('the keys of the list copy, add, choose and remove files', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, files('a.png', 'b.png', 'c.png'))
  await expectStages(page, 'Uploaded', 3)
  const [b, c] = [fileRow(page, 'b.png').root, fileRow(page, 'c.png').root]
  await fileRow(page, 'a.png').root.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('c')
  const url = await fileRow(page, 'b.png').link.getAttribute('href')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(url)
  await page.keyboard.press('a')
  await expect(b.getByRole('button', { name: /^@image1/ })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(selection(page).checkbox('b.png')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(b).toBeFocused()
  await page.keyboard.press('Space')
  await expect(selection(page).count(1)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Delete')
  await expectListed(page, ['a.png', 'c.png'])
  await expect(c).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'c.png' })).toBeVisible()
  await page.keyboard.press('Escape')
  await c.click({ button: 'right', position: { x: 300, y: 30 } })
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expectListed(page, ['a.png'])
})

test('the filter shows what it hides and the grid shows the same files', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, [...files('a.png', 'b.png'), made('clip.mkv', 3000, 'video/matroska')])
  await expectStage(page, 'clip.mkv', 'Uploaded')
  await listSearch(page).choose('Kind', 'Videos')
  await expectListed(page, ['clip.mkv'])
  await expect(page.getByText('1 of 3 files', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Copy 1 URL' }).click()
  await expect(page.getByRole('button', { name: '1 URL copied' })).toBeVisible()
  await listSearch(page).chip('Videos').click()
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'Grid' }).check()
  await expectListed(page, ['a.png', 'b.png', 'clip.mkv'])
  await fileRow(page, 'a.png').root.focus()
  await page.keyboard.press('ArrowRight')
  await expect(fileRow(page, 'b.png').root).toBeFocused()
  await listSearch(page).field.fill('clip')
  await expectListed(page, ['clip.mkv'])
  await page.getByRole('button', { name: 'Clear text' }).click()
  await expect(listSearch(page).field).toBeFocused()
  await expectListed(page, ['a.png', 'b.png', 'clip.mkv'])
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Grid' })).toBeChecked()
})
