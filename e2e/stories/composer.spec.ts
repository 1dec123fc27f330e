import { drop, made, sample, samplePath } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import { fileList, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import { listSearch } from '../support/pages/list-bar.ts'
import { addToRequest, composerOf, expectRemembered } from '../support/pages/request.ts'

const NAMES = ['sample.jpg', 'sample.webp', 'sample.mp3']

test('the request reorders labelled files of the history by mouse and by keyboard', async ({
  page,
  site,
}) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await dropZone(page).files.setInputFiles(['jpg', 'webp', 'mp3'].map(samplePath))
  await expectRemembered(page, NAMES)
  await page.reload()

  await listSearch(page).field.fill('webp')
  const item = fileRow(page, 'sample.webp')
  await expect(fileList(page).rows).toHaveCount(1)
  await item.press('Edit label')
  await page.keyboard.type('never mind')
  await page.keyboard.press('Escape')
  await expect(item.text('never mind')).toHaveCount(0)
  await expect(item.menuButton).toBeFocused()
  await item.press('Edit label')
  // Types key by key. The test fails when the field loses its focus or its text.
  await page.keyboard.type('Dinesh, front')
  await page.keyboard.press('Enter')
  await expect(item.text('Dinesh, front')).toBeVisible()
  await listSearch(page).field.fill('')

  await addToRequest(page, NAMES)
  await request.expectReferences([
    { tag: '@image1', name: 'sample.jpg' },
    { tag: '@image2', name: 'Dinesh, front' },
    { tag: '@audio1', name: 'sample.mp3' },
  ])
  await request.prompt.fill('@image2 walks past @image1 to @audio1')
  // The layer that marks tags must wrap lines where the field does.
  const widths = await request.prompt.evaluate((field) => [
    field.clientWidth,
    field.previousElementSibling?.clientWidth,
  ])
  expect(widths[1]).toBe(widths[0])

  await request
    .reference('@image2')
    .dragTo(request.reference('@image1'), { sourcePosition: { x: 16, y: 16 } })
  await request.expectReferences([
    { tag: '@image1', name: 'Dinesh, front' },
    { tag: '@image2', name: 'sample.jpg' },
    { tag: '@audio1', name: 'sample.mp3' },
  ])
  await expect(request.prompt).toHaveValue('@image1 walks past @image2 to @audio1')

  const down = request.reference('@image1').getByRole('button', { name: 'Move down' })
  await down.focus()
  await page.keyboard.press('Enter')
  await request.expectReferences([
    { tag: '@image1', name: 'sample.jpg' },
    { tag: '@image2', name: 'Dinesh, front' },
    { tag: '@audio1', name: 'sample.mp3' },
  ])
  await expect(request.prompt).toHaveValue('@image2 walks past @image1 to @audio1')
  const dinesh = request.reference('@image2')
  await expect(dinesh.getByRole('button', { name: 'Move down' })).toBeFocused()
  await page.keyboard.press('Enter')
  await request.expectReferences([
    { name: 'sample.jpg' },
    { tag: '@audio1', name: 'sample.mp3' },
    { tag: '@image2', name: 'Dinesh, front' },
  ])
  await expect(dinesh.getByRole('button', { name: 'Move down' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(dinesh.getByRole('button', { name: 'Move up' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await request.expectReferences([
    { tag: '@image1', name: 'Dinesh, front' },
    { tag: '@image2', name: 'sample.jpg' },
    { tag: '@audio1', name: 'sample.mp3' },
  ])
  await expect(request.reference('@image1').getByRole('button', { name: 'Move up' })).toBeFocused()

  await request.rename('@image2', 'Gilfoyle (side)')
  await expect(request.code).toContainText('images: [DINESH_FRONT_REF, GILFOYLE_SIDE_REF]')
  await expect(request.code).toContainText('@image1 walks past @image2 to @audio1')
})

test('the prompt completes tags and reports unknown and unused tags', async ({ page, site }) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, ['jpg', 'webp', 'mp3'].map(sample))
  await addToRequest(page, NAMES)
  const options = request.region.getByRole('listbox', { name: 'References for the prompt' })
  const model = request.region.getByLabel('Model', { exact: true })
  await model.fill('seedream-5-lite')

  await request.prompt.pressSequentially('@')
  await expect(options.getByRole('option')).toHaveText([
    /@image1\s*sample\.jpg/,
    /@image2\s*sample\.webp/,
    /@audio1\s*sample\.mp3/,
  ])
  await expect(options.getByRole('option', { selected: true })).toContainText('@image1')
  await page.keyboard.press('ArrowDown')
  await expect(options.getByRole('option', { selected: true })).toContainText('@image2')
  await page.keyboard.press('Enter')
  await expect(request.prompt).toHaveValue('@image2 ')
  await expect(options).toHaveCount(0)
  await expect(async () => {
    await request.showHints()
    await expect(request.hints.getByText('The prompt does not mention @image1.')).toBeVisible({
      timeout: 1000,
    })
  }).toPass()
  await expect(request.hints.getByText("@audio1 isn't sent.")).toBeVisible()
  await request.hints.getByRole('button', { name: 'Switch to Video' }).click()
  await expect(request.region.getByRole('combobox', { name: 'Kind' })).toHaveValue('video')
  await expect(request.copyButton).toBeFocused()
  await model.fill('piapi:seedance-2')
  await expect(
    request.hints.getByText('The prompt does not mention @image1 and @audio1.'),
  ).toBeVisible()

  await request.prompt.fill('@')
  // This model's documentation writes tags with a capital letter.
  await options.getByRole('option', { name: 'sample.webp' }).click()
  await expect(request.prompt).toHaveValue('@Image2 ')
  await expect(request.prompt).toBeFocused()
  await page.keyboard.type('hears @au')
  await expect(options.getByRole('option')).toHaveText([/@audio1/])
  await page.keyboard.press('Escape')
  await expect(options).toHaveCount(0)
  await expect(request.prompt).toHaveValue('@Image2 hears @au')
  await page.keyboard.type('dio1 and @image9')
  await expect(request.prompt).toHaveValue('@Image2 hears @audio1 and @image9')
  await expect(request.hints.getByText('There is no @image9.')).toBeVisible()
  await expect(request.prompt).toHaveAccessibleDescription(/There is no @image9\./)
  await expect(request.hints.getByText('The prompt does not mention @image1.')).toBeVisible()
  await request.press('Clear prompt')
  await expect(request.prompt).toHaveValue('')
  await expect(request.list.getByRole('listitem')).toHaveCount(3)
})

test('hints name likely failures and leave copying possible', async ({ page, openVarg }) => {
  const request = composerOf(page)
  const hint = (words: RegExp) => request.hints.getByRole('listitem').filter({ hasText: words })
  await openVarg()
  await keyPanel(page).chooseVersion('1')
  await keyPanel(page).choose('Sandbox')
  const names = ['sample.jpg', 'sample.webp', 'photo.heic']
  await drop(page, [sample('jpg'), sample('webp'), made('photo.heic', 4000, 'image/heic')])
  await addToRequest(page, names)
  await expect(hint(/SDK.*@image2 \(webp\) and @image3 \(heic\)/)).toBeVisible()
  await expect(hint(/@image1 \(jpg\)/)).toHaveCount(0)
  await expect(hint(/sandbox/)).toHaveCount(0)
  await keyPanel(page).choose('varg.ai')
  await request.showHints()
  await expect(hint(/varg\.ai can.*fetch.*sandbox|sandbox.*varg\.ai cannot fetch/)).toHaveCount(3)

  await request.prompt.fill('@image1 speaks')
  await request.chooseKind('Video')
  await request.region.getByLabel('Aspect ratio').selectOption('9:16')
  await expect(hint(/@image1 is 200 × 133 .*9:16/)).toBeVisible()
  await request.region.getByLabel('Aspect ratio').selectOption('16:9')
  await expect(hint(/200 × 133/)).toHaveCount(0)

  await request.choose('curl')
  await expect(hint(/SDK/)).toHaveCount(0)
  await request.region.getByLabel('Model', { exact: true }).fill('sync-v2-pro')
  await expect(hint(/Sync 2 Pro needs 1 audio file/)).toBeVisible()
  await hint(/Sync 2 Pro needs 1 audio file/)
    .getByRole('button', { name: 'Why?' })
    .click()
  await expect(page.getByRole('dialog', { name: 'Why?' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await request.copy()).toContain('sync-v2-pro')
})

test.describe('a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true })

  test('the request reorders and copies references and keeps its draft after a reload', async ({
    page,
    site,
  }) => {
    const request = composerOf(page)
    const width = () => page.evaluate(() => document.scrollingElement?.scrollWidth)
    await openSandbox(page, site)
    const long = { ...sample('webp'), name: `${'very-long-name-'.repeat(8)}.webp` }
    await drop(page, [sample('jpg'), sample('mp3'), long])
    await addToRequest(page, ['sample.jpg', 'sample.mp3', long.name])
    await request.open()
    await expect(request.region.getByRole('heading', { name: 'Request' })).toBeInViewport()
    await request.reference('@image2').getByRole('button', { name: 'Move up' }).tap()
    await request.reference('@image2').getByRole('button', { name: 'Move up' }).tap()
    const ordered = [
      { tag: '@image1', name: long.name },
      { tag: '@image2', name: 'sample.jpg' },
      { tag: '@audio1', name: 'sample.mp3' },
    ]
    await request.expectReferences(ordered)
    await request.prompt.fill('@image1 walks past @image2')
    for (const control of await request.region.locator('button, input, select, textarea').all()) {
      const box = await control.boundingBox()
      if (!box) continue
      const [left, right] = [Math.floor(box.x), Math.ceil(box.x + box.width)]
      expect([left >= 0, right <= 360], await control.innerHTML()).toEqual([true, true])
    }
    expect(await width()).toBeLessThanOrEqual(360)
    const copied = await request.copy()
    await expect(request.region.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(copied).toContain('@image1 walks past @image2')

    await page.reload()
    await request.open()
    await request.expectReferences(ordered)
    await expect(request.prompt).toHaveValue('@image1 walks past @image2')
    expect(await request.copy()).toBe(copied)
    expect(await width()).toBeLessThanOrEqual(360)
  })
})
