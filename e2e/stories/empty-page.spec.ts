import { drop, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, expectStages, fileList, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openAccount } from '../support/pages/key-panel.ts'
import { composerOf } from '../support/pages/request.ts'

test('one press makes samples and uploads them to the sandbox', async ({ page, site }) => {
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Try with samples' }).click()
  await expect(keyPanel(page).pill).toHaveAccessibleName('Account Sandbox')
  await expectStages(page, 'Uploaded', 3)
  const names = await fileList(page).readNames()
  expect(names).toEqual(expect.arrayContaining(['sample-dusk.jpg', 'sample-voice.wav']))
  expect(names).toContainEqual(expect.stringMatching(/^sample-ridges\.(mp4|webm)$/))
  await fileRow(page, 'sample-dusk.jpg').press('Copy URL')
  const url = await page.evaluate(() => navigator.clipboard.readText())
  expect((await fetch(url)).headers.get('Content-Type')).toBe('image/jpeg')
})

test('the page says which sample is missing when the browser makes no clip', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'MediaRecorder'))
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Try with samples' }).click()
  await expectStages(page, 'Uploaded', 2)
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText("This browser can't make a clip")
  await notices.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notices).toHaveCount(0)
})

test('the empty page has the only key field and never comes back after a file', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await expect(dropZone(page).heading).toBeVisible()
  await expect(composerOf(page).region).toHaveCount(0)
  await expect(keyPanel(page).field).toHaveCount(1)
  await openAccount(page)
  await expect(keyPanel(page).field).toHaveCount(1)
  await expect(keyPanel(page).popover.getByLabel('API key')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Waiting')
  await expect(keyPanel(page).popover.getByLabel('API key')).toBeFocused()
  await expect(keyPanel(page).field).toHaveCount(1)
  await keyPanel(page).tryWithoutKey.click()
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await page.reload()
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(dropZone(page).heading).toHaveCount(0)
})

test('the focus moves to the list when files are chosen with the keyboard', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Try the sandbox' }).press('Enter')
  const button = page.getByRole('button', { name: 'Choose files' })
  const chooser = page.waitForEvent('filechooser')
  await button.press('Enter')
  await (await chooser).setFiles(sample('jpg'))
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(dropZone(page).heading).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('the empty page asks about no key until a key is saved', async ({ page, site }) => {
  await page.goto(site.url)
  await expect(page.getByText('No key?')).toBeVisible()
  await keyPanel(page).field.fill('varg_test_key_of_a_story')
  await keyPanel(page).field.press('Enter')
  await expect(keyPanel(page).field).toHaveCount(0)
  await expect(page.getByText('No key?')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Try the sandbox' })).toBeVisible()
})

test('the empty page stays when the dialog for code is canceled', async ({ page, site }) => {
  await page.goto(site.url)
  const button = page.getByRole('button', { name: 'Paste code' })
  await button.click()
  await expect(page.getByRole('dialog', { name: 'Paste code' })).toBeVisible()
  await expect(dropZone(page).heading).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(dropZone(page).heading).toBeVisible()
  await expect(fileList(page).root).toHaveCount(0)
  await expect(composerOf(page).region).toHaveCount(0)
  await expect(button).toBeFocused()
  await page.reload()
  await expect(dropZone(page).heading).toBeVisible()
})

test('code with URLs begins a request on the empty page', async ({ page, site }) => {
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Paste code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste code' })
  await dialog
    .getByRole('textbox')
    .fill('const A_REF = "https://s3.varg.ai/u/1/0123456789abcdef.png"')
  await dialog.getByRole('button').last().click()
  await expect(composerOf(page).list.getByRole('listitem')).toHaveCount(1)
})
