import type { Page } from '@playwright/test'
import { drop, sample, samplePath } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openAccount } from '../support/pages/key-panel.ts'
import { listBar, statusLine } from '../support/pages/list-bar.ts'

/** Presses Tab until the element of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const named = page
    .getByLabel(name, { exact: true })
    .or(page.getByRole('button', { name, exact: true }))
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await named.evaluateAll((all) =>
      all.some((element) => element === document.activeElement),
    )
    if (focused) return
  }
  throw new Error(`Tab never came to "${name}"`)
}

test('the keyboard alone takes a file from the empty page to a copied URL', async ({
  page,
  site,
}) => {
  // Waits from the start, because Playwright takes a moment to intercept choosers.
  const chooser = page.waitForEvent('filechooser')
  await page.goto(site.url)
  await expect(keyPanel(page).tryWithoutKey).toBeVisible()
  await tabTo(page, 'Account varg.ai')
  await page.keyboard.press('Enter')
  await expect(keyPanel(page).gateway('varg.ai')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(keyPanel(page).gateway('Sandbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(keyPanel(page).pill).toBeFocused()
  await tabTo(page, 'Choose files')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(samplePath('mp3'))
  await expectStage(page, 'sample.mp3', 'Uploaded')
  await tabTo(page, 'Copy URL')
  await page.keyboard.press('Enter')
  await expect(fileRow(page, 'sample.mp3').button('Copied')).toBeFocused()
  const url = await page.evaluate(() => navigator.clipboard.readText())
  await tabTo(page, 'Clear finished')
  await page.keyboard.press('ArrowRight')
  await expect(listBar(page).button('Copy all URLs')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(listBar(page).copied(1)).toBeFocused()
  await tabTo(page, 'More actions')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: /^Remove/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(fileRow(page, 'sample.mp3').root).toHaveCount(0)
  await expect(page.locator(':focus')).toHaveCount(1)
  await tabTo(page, 'Undo')
  await page.keyboard.press('Enter')
  await expect(fileRow(page, 'sample.mp3').root).toHaveCount(1)
  expect((await fetch(url)).headers.get('Content-Type')).toBe('audio/mpeg')
})

test('the focus stays near a button when it disappears after a press', async ({ page, site }) => {
  await page.goto(site.url)
  await keyPanel(page).field.fill('varg_story_0123456789abcdef')
  await page.keyboard.press('Enter')
  await expect(page.locator(':focus')).toContainText('varg_…cdef')
  await openAccount(page)
  await tabTo(page, 'Forget key')
  await page.keyboard.press('Enter')
  await expect(keyPanel(page).field).toBeVisible()
  await expect(keyPanel(page).popover.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(keyPanel(page).pill).toBeFocused()
  await dropZone(page).files.setInputFiles([samplePath('mp3'), samplePath('jpg')])
  await expectStage(page, 'sample.mp3', 'Waiting')
  const item = fileRow(page, 'sample.mp3')
  await item.button('Cancel').focus()
  await page.keyboard.press('Enter')
  await expect(item.button('Retry')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(item.button('Cancel')).toBeFocused()
  await listBar(page).button('Pause').focus()
  await page.keyboard.press('Enter')
  await expect(listBar(page).button('Resume')).toBeFocused()
  await expect(statusLine(page)).toContainText('paused')
  await listBar(page).button('Cancel all').focus()
  await page.keyboard.press('Enter')
  await expect(listBar(page).button('Clear finished')).toBeFocused()
  await expect(listBar(page).button('Pause')).toHaveCount(0)
  await item.menuButton.focus()
  await page.keyboard.press('Enter')
  await item.menuItem('Remove').press('Enter')
  await expect(item.root).toHaveCount(0)
  await expect(page.locator(':focus')).not.toHaveCount(0)
})

test('nothing covers the focus ring of a row or of a tile', async ({ page, site }) => {
  await page.goto(site.url)
  await keyPanel(page).tryWithoutKey.click()
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const { root } = fileRow(page, 'sample.jpg')
  const ring = () =>
    root.evaluate((element) => Number.parseFloat(getComputedStyle(element).outlineOffset))
  await root.focus()
  const quick = await root.getByRole('button', { name: 'Details' }).locator('..').boundingBox()
  const row = await root.boundingBox()
  expect((quick?.y ?? 0) - (row?.y ?? 0)).toBeGreaterThanOrEqual(-(await ring()))
  await page.getByRole('radio', { name: 'Grid' }).check()
  await root.focus()
  expect(await ring()).toBeGreaterThanOrEqual(0)
  const add = await root.getByRole('button', { name: 'Add to request' }).boundingBox()
  const tile = await root.boundingBox()
  expect((add?.x ?? 0) + (add?.width ?? 0)).toBeLessThanOrEqual((tile?.x ?? 0) + (tile?.width ?? 0))
})
