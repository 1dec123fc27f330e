import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { drop, linkTransferOf, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { announcement } from '../support/pages/drop-zone.ts'
import { expectStage } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { listSearch } from '../support/pages/list-bar.ts'
import { composerOf } from '../support/pages/request.ts'
import type { Site } from '../support/server.ts'

const PICTURE = 'https://a.example/moon.png'
const NOTHING = 'Nothing to add. Paste or drop the http(s) URL of a file.'
const ONLY_WEB = 'Nothing to add. Only http and https URLs can be references.'

const overlay = (page: Page) => page.getByRole('region', { name: 'Drop files' })
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })

/** Opens the page with sample.jpg in its list. */
async function openWithFile(page: Page, site: Site) {
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  return composerOf(page)
}

/** Drags from another page to a point of the window. The returned function drops there. */
async function dragFrom(page: Page, texts: Record<string, string>, x = 40, y = 300) {
  const at = { dataTransfer: await linkTransferOf(page, texts), clientX: x, clientY: y }
  await page.dispatchEvent('body', 'dragenter', at)
  await expect(overlay(page)).toBeVisible()
  await page.dispatchEvent('body', 'dragover', at)
  return () => page.dispatchEvent('body', 'drop', at)
}

test('a URL pasted on the empty page becomes a reference', async ({ page, site }) => {
  await page.goto(site.url)
  const request = composerOf(page)
  await page.getByRole('heading', { name: /^Drop media/ }).click()
  await request.paste('words')
  await expect(notices(page)).toContainText(NOTHING)
  await expect(announcement(page, 'assertive')).toHaveText(NOTHING)
  await expectAccessible(page)
  await request.paste('https://a.example/photo?id=7')
  await request.expectReferences([{ tag: '@image1', name: 'photo' }])
  const sentence = '1 reference added by its URL. It is being imported.'
  await expect(request.note).toContainText(sentence)
  await expect(announcement(page, 'polite')).toHaveText(sentence)
  await expect(notices(page)).toHaveCount(0)
  await request.note.getByRole('button', { name: 'Undo' }).click()
  await expect(request.list).toHaveCount(0)
})

test('code pasted outside of the request adds its media, and text in fields stays text', async ({
  page,
  site,
}) => {
  const request = await openWithFile(page, site)
  await request.prompt.fill('Mine')
  await page.getByRole('region', { name: 'Files', exact: true }).focus()
  const code = `{"model": "kling-v3", "prompt": "Theirs", "files": [{"url": "${PICTURE}"}]}`
  await request.paste(code)
  await request.expectReferences([{ tag: '@image1', name: 'moon.png' }])
  await expect(request.prompt).toHaveValue('Mine')
  await expect(request.note).toContainText('1 reference added by its URL.')
  await request.note.getByRole('button', { name: 'Undo' }).click()

  await listSearch(page).field.focus()
  await request.paste(PICTURE)
  await expect(listSearch(page).field).toHaveValue(PICTURE)
  await expect(request.list).toHaveCount(0)
  await listSearch(page).field.fill('')

  await request.prompt.fill('')
  await page.getByRole('region', { name: 'Files', exact: true }).focus()
  await request.paste(code)
  await expect(request.prompt).toHaveValue('Theirs')
  await expect(request.region.getByLabel('Model', { exact: true })).toHaveValue('kling-v3')
})

test('a picture of another page becomes a reference by its URL', async ({ page, site }) => {
  const request = await openWithFile(page, site)
  await expect(request.region).toBeVisible()
  const picture = {
    'text/uri-list': 'https://a.example/gallery',
    'text/html': `<a href="https://a.example/gallery"><img src="${PICTURE}"></a>`,
  }
  const release = await dragFrom(page, picture)
  await expect(overlay(page).getByText('Drop to add to the request')).toHaveCount(2)
  await expectAccessible(page, '[popover]')
  await release()
  await expect(overlay(page)).toHaveCount(0)
  await request.expectReferences([{ tag: '@image1', name: 'moon.png' }])
  await expect(request.note).toContainText('1 reference added by its URL. It is being imported.')

  // A drop on a reference replaces it.
  const box = await request.reference('@image1').boundingBox()
  const [x, y] = [(box?.x ?? 0) + 60, (box?.y ?? 0) + 20]
  const link = { 'text/uri-list': 'https://a.example/sea.png' }
  const releaseOn = await dragFrom(page, link, x, y)
  await expect(overlay(page).locator('[data-active]')).toHaveText('Swap @image1 moon.png')
  await releaseOn()
  await request.expectReferences([{ tag: '@image1', name: 'sea.png' }])

  // The page cannot read a blob URL of another page.
  const blob = { 'text/uri-list': PICTURE, 'text/html': '<img src="blob:https://a.example/1">' }
  await (await dragFrom(page, blob))()
  await expect(notices(page)).toContainText('Save it, then drop the file.')
  await (await dragFrom(page, { 'text/uri-list': 'javascript:alert(document.domain)' }))()
  await expect(notices(page)).toContainText(ONLY_WEB)
  await notices(page).getByRole('button', { name: 'Dismiss' }).click()
  await request.expectReferences([{ tag: '@image1', name: 'sea.png' }])

  // A data URL contains its bytes.
  const bytes = sample('webp').buffer.toString('base64')
  const inline = { 'text/uri-list': `data:image/webp;base64,${bytes}` }
  await (await dragFrom(page, inline))()
  await expectStage(page, 'picture.webp', 'Uploaded')
  await request.expectReferences([{ name: 'sea.png' }, { tag: '@image2', name: 'picture.webp' }])
})

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('says that a pasted URL was added while the request is closed', async ({ page, site }) => {
    const request = await openWithFile(page, site)
    await page.getByRole('region', { name: 'Files', exact: true }).focus()
    await request.paste(PICTURE)
    await expect(request.note).toContainText('1 reference added by its URL.')
    await expectAccessible(page)
    await expect(page.getByRole('button', { name: 'Request · 1' })).toBeVisible()
    await request.note.getByRole('button', { name: 'Undo' }).tap()
    await expect(page.getByRole('button', { name: 'Request', exact: true })).toBeVisible()
  })
})
