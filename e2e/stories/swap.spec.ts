import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { dataTransferOf, type FilePayload, made, sample, samplePath } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { addToRequest, composerOf } from '../support/pages/request.ts'
import type { Site } from '../support/server.ts'

const PROMPT = '@image1 walks past @image2'

/** Opens the page with three pictures and a sound. Two of the pictures are in the request. */
async function openWithRequest(page: Page, site: Site) {
  await openSandbox(page, site)
  const files = [samplePath('jpg'), samplePath('webp'), samplePath('mp3')]
  await dropZone(page).files.setInputFiles(files)
  await addToRequest(page, ['sample.jpg', 'sample.webp'])
  await dropZone(page).files.setInputFiles([made('third.png', 4000)])
  await expectStage(page, 'third.png', 'Uploaded')
  await expectStage(page, 'sample.mp3', 'Uploaded')
  const request = composerOf(page)
  await request.prompt.fill(PROMPT)
  return request
}

test('a reference is swapped for a file of the history, and keeps its tag', async ({
  page,
  site,
}) => {
  const request = await openWithRequest(page, site)
  const { dialog, field, options } = await request.openSwap('@image1')
  await expect(field).toBeFocused()
  await expect(options).toHaveText([/third\.png/, /sample\.webp\s*@image2/, /sample\.mp3/])
  await expectAccessible(page, 'dialog[open]')
  await field.fill('third')
  await expect(options).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await request.expectReferences([{ tag: '@image1', name: 'third.png' }, { name: 'sample.webp' }])
  await expect(request.prompt).toHaveValue(PROMPT)
  const opener = request.list.getByRole('button', { name: 'More actions for @image1' })
  await expect(opener).toBeFocused()
  await expect(request.note).toContainText('@image1 is now third.png.')
  await request.note.getByRole('button', { name: 'Undo' }).click()
  await request.expectReferences([{ tag: '@image1', name: 'sample.jpg' }, { name: 'sample.webp' }])

  // A file of another kind gets another tag. Another reference swaps places.
  await (await request.openSwap('@image1')).options.filter({ hasText: 'sample.mp3' }).click()
  await expect(request.note).toContainText('@image1 is now @audio1, sample.mp3.')
  await expect(request.prompt).toHaveValue('@audio1 walks past @image1')
  await (await request.openSwap('@audio1')).options.filter({ hasText: '@image1' }).click()
  await request.expectReferences([
    { tag: '@image1', name: 'sample.webp' },
    { tag: '@audio1', name: 'sample.mp3' },
  ])
})

test('a reference is swapped for a URL, and for nothing that is no URL', async ({ page, site }) => {
  const request = await openWithRequest(page, site)
  const { dialog, field, options } = await request.openSwap('@image2')
  await field.fill('javascript:alert(1)')
  await expect(options).toHaveCount(0)
  await expect(dialog.getByRole('status')).toHaveText(/Paste an http\(s\) URL/)
  await page.keyboard.press('Enter')
  await expectAccessible(page, 'dialog[open]')
  await field.fill('')
  await request.paste('https://a.example/other.png')
  await expect(options).toHaveText([/https:\/\/a\.example\/other\.png/])
  await options.click()
  await request.expectReferences([{ name: 'sample.jpg' }, { tag: '@image2', name: 'other.png' }])
  await expect(request.prompt).toHaveValue(PROMPT)
  await expect(request.code).toContainText('https://a.example/other.png')
})

test('a reference is swapped for a chosen file when that is uploaded', async ({ page, site }) => {
  const request = await openWithRequest(page, site)
  const faults = faultsOf(site)
  await faults.make({ next: [{ kind: 'answer', status: 413, early: true }] })
  const { dialog, chooseFile } = await request.openSwap('@image1')
  const chooser = page.waitForEvent('filechooser')
  await chooseFile.click()
  await (await chooser).setFiles(made('chosen.png', 5000))
  await expect(dialog).toHaveCount(0)
  await expect(request.note).toContainText('chosen.png replaces @image1 when it is uploaded.')
  await expectStage(page, 'chosen.png', 'Failed')
  await request.expectReferences([{ name: 'sample.jpg' }, { name: 'sample.webp' }])
  await fileRow(page, 'chosen.png').press('Retry')
  await request.expectReferences([{ tag: '@image1', name: 'chosen.png' }, { name: 'sample.webp' }])
  await expect(request.note).toContainText('@image1 is now chosen.png.')
  await expect(request.prompt).toHaveValue(PROMPT)
})

test('a row of the list swaps a reference over its middle, and is inserted at its edge', async ({
  page,
  site,
}) => {
  const request = await openWithRequest(page, site)
  const thumbnail = (name: string) =>
    fileRow(page, name).root.getByRole('button', { name: `Preview ${name}` })
  const row = request.reference('@image1')
  const box = await row.boundingBox()
  await thumbnail('third.png').hover()
  await page.mouse.down()
  // Browsers repeat dragover during a drag. Here, each move sends one.
  await expect(async () => {
    await page.mouse.move((box?.x ?? 0) + 80, (box?.y ?? 0) + 20, { steps: 3 })
    await page.mouse.move((box?.x ?? 0) + 90, (box?.y ?? 0) + 22, { steps: 3 })
    await expect(row.getByText('Swap', { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.mouse.up()
  await request.expectReferences([{ tag: '@image1', name: 'third.png' }, { name: 'sample.webp' }])
  await expect(request.prompt).toHaveValue(PROMPT)
  await thumbnail('sample.mp3').dragTo(request.reference('@image2'), {
    targetPosition: { x: 80, y: 2 },
  })
  await request.expectReferences([
    { name: 'third.png' },
    { name: 'sample.mp3' },
    { name: 'sample.webp' },
  ])
})

test('a file that is dropped on a reference replaces it, and others follow it', async ({
  page,
  site,
}) => {
  const request = await openWithRequest(page, site)
  const overlay = page.getByRole('region', { name: 'Drop files' })
  /** Drops files on the middle of a reference. */
  async function dropOn(tag: string, name: string, files: readonly FilePayload[]) {
    const box = await request.reference(tag).boundingBox()
    if (!box) throw new Error('nothing is drawn')
    const [clientX, clientY] = [box.x + box.width / 2, box.y + box.height / 2]
    const at = { dataTransfer: await dataTransferOf(page, files), clientX, clientY }
    await page.dispatchEvent('body', 'dragenter', at)
    await expect(overlay).toBeVisible()
    await page.dispatchEvent('body', 'dragover', at)
    const target = overlay.locator('[data-swap][data-active]')
    await expect(target).toHaveText(`Swap ${tag} ${name}`)
    const drawn = await target.boundingBox()
    expect(Math.abs((drawn?.y ?? 0) - box.y)).toBeLessThan(6)
    await expectAccessible(page, '[popover]')
    await page.dispatchEvent('body', 'drop', at)
    await expect(overlay).toHaveCount(0)
  }
  await dropOn('@image1', 'sample.jpg', [made('b.png', 3000)])
  await request.expectReferences([{ tag: '@image1', name: 'b.png' }, { name: 'sample.webp' }])
  await expect(request.prompt).toHaveValue(PROMPT)
  await dropOn('@image1', 'b.png', [made('c.png', 3000), made('d.png', 3000), sample('mp3')])
  await request.expectReferences([
    { tag: '@image1', name: 'c.png' },
    { name: 'd.png' },
    { tag: '@audio1', name: 'sample.mp3' },
    { tag: '@image3', name: 'sample.webp' },
  ])
  await expect(request.prompt).toHaveValue('@image1 walks past @image3')
})

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a reference is swapped in the sheet', async ({ page, site }) => {
    await openSandbox(page, site)
    await dropZone(page).files.setInputFiles([samplePath('jpg'), samplePath('webp')])
    await addToRequest(page, ['sample.jpg'])
    const request = composerOf(page)
    await request.open()
    const row = request.reference('@image1')
    for (const name of ['Move up', 'Move down', 'More actions for @image1', 'Remove']) {
      await expect(row.getByRole('button', { name, exact: true })).toBeVisible()
    }
    await expectAccessible(page, 'dialog[open]')
    const { options } = await request.openSwap('@image1')
    await options.filter({ hasText: 'sample.webp' }).tap()
    await request.expectReferences([{ tag: '@image1', name: 'sample.webp' }])
    await expect(request.note).toContainText('@image1 is now sample.webp.')
  })
})
