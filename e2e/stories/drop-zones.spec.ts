import type { Locator, Page } from '@playwright/test'
import { dataTransferOf, type FilePayload, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { announcement, dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, expectStages, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import { composerOf } from '../support/pages/request.ts'
import type { Site } from '../support/server.ts'

const zones = (page: Page) => page.getByRole('region', { name: 'Drop files' })

/** Drags files to a point of the window. The returned function drops them there. */
async function dragTo(page: Page, files: readonly FilePayload[], x: number, y: number) {
  const dataTransfer = await dataTransferOf(page, files)
  const at = { dataTransfer, clientX: x, clientY: y }
  await page.dispatchEvent('body', 'dragenter', at)
  // Browsers repeat dragover during a drag, so one follows once the zones are drawn.
  await expect(zones(page)).toBeVisible()
  await page.dispatchEvent('body', 'dragover', at)
  return () => page.dispatchEvent('body', 'drop', at)
}

/** Opens the page with sample.webp in its list. */
async function openWithFile(page: Page, site: Site) {
  await openSandbox(page, site)
  await dropZone(page).files.setInputFiles([sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('nothing is drawn')
  return box
}

test('files dropped on the request upload and become references in the order of the list', async ({
  page,
  site,
}) => {
  await openWithFile(page, site)
  const request = await boxOf(composerOf(page).region)
  const [x, y] = [request.x + request.width / 2, request.y + 200]
  const files = [made('c.png', 900_000), { ...sample('jpg'), name: 'b.jpg' }, made('a.png', 2000)]
  const release = await dragTo(page, files, x, y)
  const zone = zones(page).getByText('Drop to add to the request').locator('..')
  await expect(zone).toHaveAttribute('data-active')
  const box = await boxOf(zone)
  expect(Math.abs(box.x + box.width - (request.x + request.width))).toBeLessThan(40)
  expect(box.width).toBeCloseTo(request.width, 0)
  await release()
  await expect(zones(page)).toHaveCount(0)
  await expectStages(page, 'Uploaded', 4)
  await composerOf(page).expectReferences([{ name: 'a.png' }, { name: 'b.jpg' }, { name: 'c.png' }])
})

test('files dropped on the list stay out of the request', async ({ page, site }) => {
  await openWithFile(page, site)
  const release = await dragTo(page, [sample('jpg')], 40, 300)
  await expect(zones(page)).toContainText('1 file to Sandbox')
  await release()
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(composerOf(page).list.getByRole('listitem')).toHaveCount(0)
})

test('the overlay says that files wait for a key, and has one zone on the empty page', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await expect(keyPanel(page).field).toBeVisible()
  await dragTo(page, [sample('jpg'), sample('mp4')], 300, 300)
  await expect(zones(page)).toContainText('2 files. They wait for your key.')
  await expect(zones(page)).not.toContainText('Drop to add')
})

test('the overlay is above an open dialog, which takes the drop', async ({ page, site }) => {
  await openWithFile(page, site)
  await fileRow(page, 'sample.webp').press('Details')
  const dialog = page.getByRole('dialog', { name: 'Details of sample.webp' })
  await expect(dialog).toBeVisible()
  const release = await dragTo(page, [sample('jpg')], 300, 300)
  await expect(page.locator(':popover-open').getByText('Drop to upload')).toBeVisible()
  await release()
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expect(dialog).toBeVisible()
})

test('the menu beside Choose files opens by arrows and chooses a folder', async ({
  page,
  site,
}) => {
  await openWithFile(page, site)
  await page.getByRole('button', { name: 'Choose files' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Choose files' })).toBeFocused()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: 'Choose folder' }).click()
  expect((await chooser).isMultiple()).toBe(true)
})

test('Paste takes a picture or a URL of the clipboard or says that it has none', async ({
  page,
  site,
}) => {
  await openWithFile(page, site)
  await page.evaluate(() => navigator.clipboard.writeText(''))
  await dropZone(page).chooseWay('Paste')
  const nothing = 'The clipboard has no media. Copy a picture or a URL first.'
  await expect(announcement(page, 'assertive')).toHaveText(nothing)
  await page.evaluate(() => navigator.clipboard.writeText('words'))
  await dropZone(page).chooseWay('Paste')
  await expect(announcement(page, 'assertive')).toHaveText(/^Nothing to add\./)
  await page.evaluate(() => navigator.clipboard.writeText('https://cdn.example.com/a.png'))
  await dropZone(page).chooseWay('Paste')
  await composerOf(page).expectReferences([{ tag: '@image1', name: 'a.png' }])
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 8
    canvas.height = 8
    canvas.getContext('2d')
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    if (blob) await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  })
  await dropZone(page).chooseWay('Paste')
  await expectStages(page, 'Uploaded', 2)
  await expect(page.getByRole('region', { name: 'Notices' })).toHaveCount(0)
  await page.evaluate(() => {
    navigator.clipboard.read = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await dropZone(page).chooseWay('Paste')
  await expect(announcement(page, 'assertive')).toHaveText(/refused the clipboard/)
})
