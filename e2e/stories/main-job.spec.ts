import { drop, sample, samplePath } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { announcement, dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, fileList, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { holdNote, listBar } from '../support/pages/list-bar.ts'

const KEY = 'varg_story_0123456789abcdef'

test('the page uploads a file and copies its URL when there is no key', async ({ page, site }) => {
  await page.goto(site.url)
  await expect(keyPanel(page).pill).toHaveAccessibleName('Account varg.ai')
  await keyPanel(page).tryWithoutKey.click()
  await expect(keyPanel(page).pill).toHaveAccessibleName('Account Sandbox')
  await dropZone(page).files.setInputFiles(samplePath('jpg'))
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const item = fileRow(page, 'sample.jpg')
  await expect(item.word('New')).toBeVisible()
  await expect(item.word('Verified')).toBeVisible()
  await item.press('Copy URL')
  await expect(item.button('Copied')).toBeVisible()
  const url = await page.evaluate(() => navigator.clipboard.readText())
  expect(url).toBe(await item.link.getAttribute('href'))
  expect(url).toContain('/sandbox/')
  const opening = page.context().waitForEvent('page')
  await item.press('Open URL')
  const opened = await opening
  await expect(opened).toHaveURL(url)
  await opened.close()
  const fetched = await fetch(url)
  expect(fetched.headers.get('Content-Type')).toBe('image/jpeg')
  expect(Buffer.from(await fetched.arrayBuffer()).equals(sample('jpg').buffer)).toBe(true)
})

test('the page checks a key, uploads to the upstream and copies the URLs', async ({
  page,
  startSite,
}) => {
  const upstream = await startSite()
  const site = await startSite({ VARG_GATEWAY_URL: `${upstream.url}/sandbox` })
  await page.goto(site.url)
  await expect(page.getByText(`${new URL(upstream.url).host}/sandbox`)).toBeVisible()
  await saveKey(page, KEY)
  await expect(keyPanel(page).works).toBeVisible()
  await expect(keyPanel(page).pill).toContainText('$1,000.00')
  await dropZone(page).files.setInputFiles([samplePath('mp3'), samplePath('mp4')])
  await expectStage(page, 'sample.mp3', 'Uploaded')
  await expectStage(page, 'sample.mp4', 'Uploaded')
  await listBar(page).press('Copy all URLs')
  const urls = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(urls.map((url) => url.split('.').at(-1))).toEqual(['mp3', 'mp4'])
  for (const [index, extension] of ['mp3', 'mp4'].entries()) {
    const url = urls[index] as string
    expect(url.startsWith(upstream.url)).toBe(true)
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(bytes.equals(sample(extension).buffer)).toBe(true)
  }
})

test('a file is deduplicated when a fresh profile uploads it again', async ({
  page,
  site,
  browser,
}) => {
  await openSandbox(page, site)
  await drop(page, [sample('webp')])
  await expect(fileRow(page, 'sample.webp').word('New')).toBeVisible()
  const other = await browser.newContext()
  const second = await other.newPage()
  await openSandbox(second, site)
  await drop(second, [{ ...sample('webp'), name: 'renamed.webp' }])
  const item = fileRow(second, 'renamed.webp')
  await expect(item.word('Deduplicated')).toBeVisible()
  expect(await item.link.textContent()).toBe(await fileRow(page, 'sample.webp').link.textContent())
  await other.close()
})

test('a row opens its details, uploads again and is removed', async ({ page, site }) => {
  await openSandbox(page, site)
  await faultsOf(site).make({ latency: 2000 })
  await drop(page, [sample('flac')])
  const item = fileRow(page, 'sample.flac')
  await item.press('Details')
  const details = page.getByRole('dialog', { name: 'Details of sample.flac' })
  await expect(details.getByText('audio/flac')).toBeVisible()
  await expect(details.getByText(/^sha256:[0-9a-f]{64}$/)).toBeVisible()
  // The uploaded row is a new element, so the focus returns to a new button.
  await expect(page.locator('li').getByText('Uploaded', { exact: true })).toBeVisible()
  await faultsOf(site).make({})
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(item.button('Details')).toBeFocused()
  await item.press('Upload again')
  await expect(item.word('Deduplicated')).toBeVisible()
  await item.press('Preview')
  await expect(page.getByRole('dialog', { name: 'sample.flac', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await item.press('Add to request')
  await expect(item.tag).toHaveAccessibleName('@audio1, remove from request')
  await item.press('Remove from request')
  await expect(item.tag).toHaveAccessibleName('Add to request')
  await item.tag.click()
  await item.tag.click()
  await expect(item.tag).toHaveAccessibleName('Add to request')
  await item.press('Remove')
  await expect(item.root).toHaveCount(0)
  await expect(dropZone(page).heading).toHaveCount(0)
})

test('files wait for a key and go to the sandbox only on request', async ({ page, site }) => {
  await page.goto(site.url)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Waiting')
  await expect(holdNote(page).text('1 file is waiting for your varg.ai key.')).toBeVisible()
  await expect(announcement(page, 'polite')).toHaveText('1 file waiting for an API key')
  await holdNote(page).root.getByRole('button', { name: 'Add key' }).click()
  await expect(keyPanel(page).field).toBeFocused()
  await keyPanel(page).choose('Sandbox')
  await expectStage(page, 'sample.jpg', 'Waiting')
  await keyPanel(page).choose('varg.ai')
  await keyPanel(page).tryWithoutKey.click()
  await expectStage(page, 'sample.jpg', 'Uploaded')
})

test('the page shows the selected text when the clipboard rejects it', async ({ page, site }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  await openSandbox(page, site)
  await drop(page, [sample('jpg'), sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
  const urls = await fileList(page).links.allTextContents()
  await fileRow(page, 'sample.jpg').press('Copy URL')
  const field = page.getByLabel('Text to copy')
  await expect(field).toBeFocused()
  expect(await page.evaluate(() => String(getSelection()))).toBe(urls[0])
  await page.keyboard.press('Escape')
  await listBar(page).press('Copy all URLs')
  await expect(field).toHaveValue(urls.join('\n'))
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('Copied')).toHaveCount(0)
})

test('Copy all URLs copies only the URLs of the chosen gateway', async ({ page, startSite }) => {
  const upstream = await startSite()
  const site = await startSite({ VARG_GATEWAY_URL: `${upstream.url}/sandbox` })
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await keyPanel(page).choose('varg.ai')
  await expect(listBar(page).button('Copy all URLs')).toHaveCount(0)
  await saveKey(page, KEY)
  await drop(page, [sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
  await listBar(page).press('Copy all URLs')
  await expect(listBar(page).copied(1)).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await fileRow(page, 'sample.webp').link.textContent())
})
