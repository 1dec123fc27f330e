import type { Page } from '@playwright/test'
import { samplePath } from '../support/files.ts'
import { expect, expectStage, fileItem, test } from '../support/fixtures.ts'

/** Presses Tab until the focus is on what bears this name. */
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

test('keyboard only, from the first visit to a copied URL', async ({ page, site }) => {
  // Asked for early: the browser is told to hand choosers over, and a key press would outrun that.
  const chooser = page.waitForEvent('filechooser')
  await page.goto(site.url)
  await expect(page.getByRole('button', { name: 'Try without a key' })).toBeVisible()
  await tabTo(page, 'varg.ai')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Sandbox' })).toBeChecked()
  await tabTo(page, 'Choose files')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(samplePath('mp3'))
  await expectStage(page, 'sample.mp3', 'Uploaded')
  await tabTo(page, 'Copy URL')
  await page.keyboard.press('Enter')
  await expect(fileItem(page, 'sample.mp3').getByRole('button', { name: 'Copied' })).toBeFocused()
  const url = await page.evaluate(() => navigator.clipboard.readText())
  await tabTo(page, 'Pause')
  await tabTo(page, 'Copy all URLs')
  await tabTo(page, 'Remove')
  await page.keyboard.press('Enter')
  await expect(fileItem(page, 'sample.mp3')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(fileItem(page, 'sample.mp3')).toHaveCount(1)
  expect((await fetch(url)).headers.get('Content-Type')).toBe('audio/mpeg')
})

test('the focus stays near what was pressed', async ({ page, site }) => {
  await page.goto(site.url)
  const key = page.getByRole('region', { name: 'Key' })
  await page.getByLabel('API key').fill('varg_story_0123456789abcdef')
  await page.keyboard.press('Enter')
  await expect(key).toBeFocused()
  await tabTo(page, 'Forget key')
  await page.keyboard.press('Enter')
  await expect(key).toBeFocused()
  await tabTo(page, 'Choose files')
  await page.getByLabel('Choose files').setInputFiles([samplePath('mp3'), samplePath('jpg')])
  await expectStage(page, 'sample.mp3', 'Waiting')
  const item = fileItem(page, 'sample.mp3')
  await item.getByRole('button', { name: 'Cancel' }).focus()
  await page.keyboard.press('Enter')
  await expect(item.getByRole('button', { name: 'Retry' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(item.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.getByRole('button', { name: 'Pause' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Resume' })).toBeFocused()
  await expect(page.getByRole('status', { name: 'Upload progress' })).toContainText('paused')
  await page.getByRole('button', { name: 'Cancel all' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cancel all' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeDisabled()
  await item.getByRole('button', { name: 'Remove' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator(':focus')).not.toHaveCount(0)
})
