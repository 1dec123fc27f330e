import { drop, sample, samplePath } from '../support/files.ts'
import {
  expect,
  expectAccessible,
  expectStage,
  fileItem,
  openSandbox,
  saveKey,
  test,
} from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'

const KEY = 'varg_story_0123456789abcdef'

test('from the first visit to a copied URL, without a key', async ({ page, site }) => {
  await page.goto(site.url)
  await expect(page.getByRole('radio', { name: 'varg.ai' })).toBeChecked()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try without a key' }).click()
  await expect(page.getByRole('radio', { name: 'Sandbox' })).toBeChecked()
  await page.getByLabel('Choose files').setInputFiles(samplePath('jpg'))
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const item = fileItem(page, 'sample.jpg')
  await expect(item.getByText('New', { exact: true })).toBeVisible()
  await expect(item.getByText('Verified', { exact: true })).toBeVisible()
  await expect(item.getByText('Sandbox', { exact: true })).toBeVisible()
  await item.getByRole('button', { name: 'Copy URL' }).click()
  await expect(item.getByRole('button', { name: 'Copied' })).toBeVisible()
  const url = await page.evaluate(() => navigator.clipboard.readText())
  expect(url).toBe(await item.getByRole('link').getAttribute('href'))
  expect(url).toContain('/sandbox/')
  const fetched = await fetch(url)
  expect(fetched.headers.get('Content-Type')).toBe('image/jpeg')
  expect(Buffer.from(await fetched.arrayBuffer()).equals(sample('jpg').buffer)).toBe(true)
})

test('with a key: a sandbox in another process as upstream is checked, used and copied from', async ({
  page,
  startSite,
}) => {
  const upstream = await startSite()
  const site = await startSite({ VARG_GATEWAY_URL: `${upstream.url}/sandbox` })
  await page.goto(site.url)
  await expect(page.getByText(`${new URL(upstream.url).host}/sandbox`)).toBeVisible()
  await saveKey(page, KEY)
  await expect(page.getByText('Key works')).toBeVisible()
  await expect(page.getByText('$1,000.00')).toBeVisible()
  await page.getByLabel('Choose files').setInputFiles([samplePath('mp3'), samplePath('mp4')])
  await expectStage(page, 'sample.mp3', 'Uploaded')
  await expectStage(page, 'sample.mp4', 'Uploaded')
  await page.getByRole('button', { name: 'Copy all URLs' }).click()
  const urls = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(urls.map((url) => url.split('.').at(-1))).toEqual(['mp3', 'mp4'])
  for (const [index, extension] of ['mp3', 'mp4'].entries()) {
    const url = urls[index] as string
    expect(url.startsWith(upstream.url)).toBe(true)
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(bytes.equals(sample(extension).buffer)).toBe(true)
  }
})

test('the same file from a fresh profile is Deduplicated', async ({ page, site, browser }) => {
  await openSandbox(page, site)
  await drop(page, [sample('webp')])
  await expect(fileItem(page, 'sample.webp').getByText('New', { exact: true })).toBeVisible()
  const other = await browser.newContext()
  const second = await other.newPage()
  await openSandbox(second, site)
  await drop(second, [{ ...sample('webp'), name: 'renamed.webp' }])
  const item = fileItem(second, 'renamed.webp')
  await expect(item.getByText('Deduplicated', { exact: true })).toBeVisible()
  expect(await item.getByRole('link').textContent()).toBe(
    await fileItem(page, 'sample.webp').getByRole('link').textContent(),
  )
  await other.close()
})

test('Details tells media type, file ID and hash; Upload again sends once more; Remove forgets', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await faultsOf(site).make({ latency: 2000 })
  await drop(page, [sample('flac')])
  const item = fileItem(page, 'sample.flac')
  await item.getByRole('button', { name: 'Details' }).click()
  const details = page.getByRole('dialog', { name: 'Details of sample.flac' })
  await expect(details.getByText('audio/flac')).toBeVisible()
  await expect(details.getByText(/^sha256:[0-9a-f]{64}$/)).toBeVisible()
  await expectAccessible(page)
  // The row is another one by then, and so is the button that takes the focus back.
  await expect(page.locator('li').getByText('Uploaded', { exact: true })).toBeVisible()
  await faultsOf(site).make({})
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(item.getByRole('button', { name: 'Details' })).toBeFocused()
  await item.getByRole('button', { name: 'Upload again' }).click()
  await expect(item.getByText('Deduplicated', { exact: true })).toBeVisible()
  await item.getByRole('button', { name: 'Remove' }).click()
  await expect(item).toHaveCount(0)
  await expect(page.getByRole('heading', { name: /Drop pictures/ })).toBeVisible()
})

test('files dropped before there is a key wait, and go to the sandbox only on demand', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Waiting')
  await expect(fileItem(page, 'sample.jpg').getByText('for an API key')).toBeVisible()
  await expectAccessible(page)
  await expect(page.locator('[aria-live=polite]')).toHaveText('1 file waiting for an API key')
  await page.getByRole('radio', { name: 'Sandbox' }).check()
  await expectStage(page, 'sample.jpg', 'Waiting')
  await page.getByRole('radio', { name: 'varg.ai' }).check()
  await page.getByRole('button', { name: 'Try without a key' }).click()
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(fileItem(page, 'sample.jpg').getByText('Sandbox', { exact: true })).toBeVisible()
})

test('a clipboard that refuses: the text is shown, selected, for copying by hand', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  await openSandbox(page, site)
  await drop(page, [sample('jpg'), sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
  const urls = await page.getByRole('list', { name: 'Files' }).getByRole('link').allTextContents()
  await fileItem(page, 'sample.jpg').getByRole('button', { name: 'Copy URL' }).click()
  const field = page.getByLabel('Text to copy')
  await expect(field).toBeFocused()
  expect(await page.evaluate(() => String(getSelection()))).toBe(urls[0])
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Copy all URLs' }).click()
  await expect(field).toHaveValue(urls.join('\n'))
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('Copied')).toHaveCount(0)
})

test('URLs of the two gateways are never copied together', async ({ page, startSite }) => {
  const upstream = await startSite()
  const site = await startSite({ VARG_GATEWAY_URL: `${upstream.url}/sandbox` })
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await page.getByRole('radio', { name: 'varg.ai' }).check()
  await expect(page.getByRole('button', { name: 'Copy all URLs' })).toBeDisabled()
  await saveKey(page, KEY)
  await drop(page, [sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
  await page.getByRole('button', { name: 'Copy all URLs' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await fileItem(page, 'sample.webp').getByRole('link').textContent())
})
