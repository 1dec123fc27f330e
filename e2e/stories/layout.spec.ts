import type { Page } from '@playwright/test'
import { drop, made, sample, samplePath } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectStage, expectStages, fileList, fileRow } from '../support/pages/file-list.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { listSearch, statusLine } from '../support/pages/list-bar.ts'
import { addToRequest, composerOf } from '../support/pages/request.ts'
import { settings } from '../support/pages/settings.ts'

/** The text spacing of WCAG 1.4.12. */
const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

/** Whether no line of the text is cut. */
const isWhole = (element: Element) =>
  [element, ...element.querySelectorAll('*')].every(
    ({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth + 1,
  )

const overflow = (page: Page) =>
  page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth)

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a short list reaches the end of the window', async ({ page, site }) => {
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await expectStages(page, 'Uploaded', 1)
    const box = await page.getByRole('region', { name: 'Files', exact: true }).boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844)
  })

  test('the bar below adds files and the menu above clears the list', async ({ page, site }) => {
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await expectStages(page, 'Uploaded', 1)
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add files' }).tap()
    await (await chooser).setFiles(samplePath('mp3'))
    await expectStages(page, 'Uploaded', 2)
    await page.getByRole('button', { name: 'More actions for all files' }).tap()
    await page.getByRole('menuitem', { name: 'Clear finished' }).tap()
    await expect(statusLine(page)).toHaveCount(0)
  })

  test('a tag and a badge leave the name its room', async ({ page, site }) => {
    const name = 'maya-portrait-final.jpg'
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await expectStages(page, 'Uploaded', 1)
    await drop(page, [{ ...sample('jpg'), name }])
    await expectStage(page, name, 'Uploaded')
    await addToRequest(page, [name])
    const { root } = fileRow(page, name)
    await expect(root.getByText('Already here', { exact: true })).toBeVisible()
    await expect(root.getByText('@image1', { exact: true }).first()).toBeVisible()
    expect(await root.locator('[data-tip-cut]').evaluate(isWhole)).toBe(true)
  })

  test('the state of the batch is whole beside skipped files', async ({ page, site }) => {
    await openSandbox(page, site)
    const notes = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }
    await drop(page, [sample('jpg'), notes])
    await expect(page.getByRole('button', { name: '1 file skipped' })).toBeVisible()
    await expect(statusLine(page)).toHaveText('1 of 1 uploaded')
    expect(await statusLine(page).evaluate(isWhole)).toBe(true)
  })
})

test.describe('a German phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'de-DE', recordsPresses: false })

  test('the sentence of a hold is whole beside skipped files', async ({ page, vargSite }) => {
    const notes = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }
    await page.goto(vargSite.url)
    await drop(page, [made('a.png', 2000), made('b.png', 2001), notes])
    const sentence = page.getByRole('status', { name: 'Angehalten' }).getByText(/varg\.ai/)
    await expect(sentence).toBeVisible()
    await expect(page.getByRole('button', { name: /^1 Datei/ })).toBeVisible()
    const line = sentence.locator('..')
    expect(await line.evaluate(isWhole)).toBe(true)
    expect(await line.evaluate((it) => it.scrollHeight - it.clientHeight)).toBeLessThanOrEqual(1)
  })
})

test('a tile shows the whole waveform of a sound', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, [sample('mp3')])
  await expectStages(page, 'Uploaded', 1)
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'Grid' }).check()
  await expect(fileList(page).pictures).toHaveCSS('object-fit', 'contain')
})

test.describe('a window of 320 pixels with raised text spacing', () => {
  test.use({ viewport: { width: 320, height: 480 } })

  test('the page never scrolls sideways', async ({ page, site }) => {
    // The content security policy forbids a style element.
    await page.addInitScript((css) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets.push(sheet)
    }, SPACED)
    await page.goto(site.url)
    await expect(page.getByRole('button', { name: 'Choose files' }).first()).toBeVisible()
    expect(await overflow(page), 'empty').toBe(0)
    await openSandbox(page, site)
    await drop(page, [sample('jpg'), sample('mp3'), made(`${'long-name-'.repeat(20)}.png`, 3000)])
    await expectStages(page, 'Uploaded', 3)
    expect(await overflow(page), 'list').toBe(0)
    await addToRequest(page, ['sample.jpg', 'sample.mp3'])
    const request = composerOf(page)
    await request.open()
    await request.prompt.fill('@image1 sings @audio1 to @image7')
    await expect(request.code).toBeVisible()
    expect(await overflow(page), 'request').toBe(0)
    await page.keyboard.press('Escape')
    await listSearch(page).opener.click()
    await expect(listSearch(page).popover).toBeVisible()
    expect(await overflow(page), 'filter').toBe(0)
    await page.keyboard.press('Escape')
    await settings(page).open()
    await expect(settings(page).dialog).toBeVisible()
    expect(await overflow(page), 'settings').toBe(0)
    await page.keyboard.press('Escape')
    await fileRow(page, 'sample.jpg').press('Details')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await overflow(page), 'details').toBe(0)
  })
})
