import { drop, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { draftsOf } from '../support/pages/drafts.ts'
import { fileList } from '../support/pages/file-list.ts'
import { savedBy } from '../support/pages/inspector.ts'
import { openSandbox } from '../support/pages/key-panel.ts'
import { addToRequest, composerOf } from '../support/pages/request.ts'
import { settings } from '../support/pages/settings.ts'

const DUSK = '@image1 walks at dusk'
const DAWN = '@image1 sleeps at dawn'

test('several requests are switched, duplicated, named and deleted, and stay after a reload', async ({
  page,
  site,
}) => {
  const [request, drafts] = [composerOf(page), draftsOf(page)]
  await openSandbox(page, site)
  await drop(page, [sample('jpg'), sample('webp')])
  await expect(drafts.opener).toHaveCount(0)
  await addToRequest(page, ['sample.jpg'])
  await drafts.expectShown('sample.jpg')
  await request.prompt.fill(DUSK)
  await request.chooseKind('Video')

  await drafts.press('New request')
  await drafts.expectShown('Empty request')
  await expect(request.prompt).toHaveValue('')
  await request.expectReferences([])
  await addToRequest(page, ['sample.webp'])
  await request.prompt.fill(DAWN)
  await drafts.expectListed(DAWN, DUSK)

  await drafts.show(DUSK)
  await expect(request.prompt).toHaveValue(DUSK)
  await request.expectReferences([{ tag: '@image1', name: 'sample.jpg' }])
  await expect(request.region.getByRole('combobox', { name: 'Kind' })).toHaveValue('video')
  await drafts.rename('Film')
  await drafts.expectShown('Film')
  await drafts.press('Duplicate')
  await drafts.expectShown('Film copy')
  await request.prompt.fill(`${DUSK}, later`)
  await drafts.expectListed('Film copy', DAWN, 'Film')

  await page.reload()
  await drafts.expectShown('Film copy')
  await expect(request.prompt).toHaveValue(`${DUSK}, later`)
  await drafts.expectListed('Film copy', DAWN, 'Film')

  await drafts.press('Delete request')
  await drafts.expectShown(DAWN)
  await expect(request.prompt).toHaveValue(DAWN)
  await request.region.getByRole('button', { name: 'Undo' }).click()
  await drafts.expectShown('Film copy')
  await expect(request.prompt).toHaveValue(`${DUSK}, later`)
  await drafts.press('Delete request')
  await page.reload()
  await drafts.show('Film')
  await drafts.expectListed(DAWN, 'Film')
  await drafts.show(DAWN)
})

test('the keyboard reaches every request, and commands show and begin them', async ({
  page,
  site,
}) => {
  const [request, drafts] = [composerOf(page), draftsOf(page)]
  const run = async (typed: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('dialog', { name: 'Command menu' })).toBeVisible()
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
  }
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await request.prompt.fill(DUSK)
  await drafts.opener.focus()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('menuitem', { name: 'Delete request' })).toBeFocused()
  await page.keyboard.press('n')
  await page.keyboard.press('Enter')
  await drafts.expectShown('Empty request')
  await expect(drafts.opener).toBeFocused()
  await request.prompt.fill(DAWN)
  await run('dusk')
  await drafts.expectShown(DUSK)
  await expect(request.prompt).toHaveValue(DUSK)
  await run('new request')
  await drafts.expectShown('Empty request')
  await drafts.show(DUSK)
  // Nothing was written, so nothing is kept.
  await drafts.expectListed(DAWN, DUSK)
})

test('two tabs edit two requests, and each follows the list of the other', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await composerOf(page).prompt.fill(DUSK)
  const other = await page.context().newPage()
  await other.goto(site.url)
  await draftsOf(other).expectShown(DUSK)
  await draftsOf(other).press('New request')
  await composerOf(other).prompt.fill(DAWN)
  await composerOf(page).prompt.fill(`${DUSK}, later`)
  await expect(composerOf(other).prompt).toHaveValue(DAWN)
  await draftsOf(page).expectListed(`${DUSK}, later`, DAWN)
  await draftsOf(other).expectListed(`${DUSK}, later`, DAWN)
  for (const [tab, prompt] of [
    [page, `${DUSK}, later`],
    [other, DAWN],
  ] as const) {
    await tab.reload()
    await expect(composerOf(tab).prompt).toHaveValue(prompt)
  }
  await draftsOf(other).show(`${DUSK}, later`)
  await composerOf(other).prompt.fill(DUSK)
  await expect(composerOf(page).prompt).toHaveValue(DUSK)
})

test('the request of an earlier build becomes the first one', async ({ page, site }) => {
  const earlier = {
    kind: 'video',
    prompt: DUSK,
    models: { image: 'a', video: 'kling-v3', transcription: 'c' },
    aspectRatio: '9:16',
    duration: '5',
    format: 'curl',
    references: [],
  }
  await page.goto(site.url)
  await page.evaluate((text) => {
    localStorage.setItem('refdrop.request', text)
    sessionStorage.setItem('refdrop.request', text)
  }, JSON.stringify(earlier))
  await page.reload()
  await expect(composerOf(page).prompt).toHaveValue(DUSK)
  await draftsOf(page).press('New request')
  await composerOf(page).prompt.fill(DAWN)
  await page.reload()
  await draftsOf(page).show(DUSK)
  await expect(composerOf(page).region.getByRole('combobox', { name: 'Format' })).toHaveValue(
    'curl',
  )
})

test('requests work in memory when the storage is full', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await composerOf(page).prompt.fill(DUSK)
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError')
    }
  })
  await draftsOf(page).press('New request')
  await composerOf(page).prompt.fill(DAWN)
  await draftsOf(page).show(DUSK)
  await expect(composerOf(page).prompt).toHaveValue(DUSK)
  await draftsOf(page).expectListed(DAWN, DUSK)
})

test('an export brings requests into an empty browser, and changes none there', async ({
  page,
  site,
  browser,
}) => {
  const [request, drafts] = [composerOf(page), draftsOf(page)]
  await openSandbox(page, site)
  await drop(page, [sample('jpg')])
  await addToRequest(page, ['sample.jpg'])
  await request.prompt.fill(`${DUSK} ${KEY}`)
  await drafts.rename('Film')
  await drafts.press('New request')
  await request.prompt.fill(DAWN)
  await settings(page).open()
  const { name, text } = await savedBy(settings(page).dialog, 'Export JSON')
  await expect(settings(page).status).toHaveText(`1 file and 2 requests saved as ${name}.`)
  expect(text).not.toContain(KEY)

  const wiped = await browser.newContext({ viewport: page.viewportSize() })
  const fresh = await wiped.newPage()
  await openSandbox(fresh, site)
  const bring = async (content: string, said: string) => {
    await settings(fresh).open()
    await fresh
      .getByLabel('Import history')
      .first()
      .setInputFiles({
        name: 'history.json',
        mimeType: 'application/json',
        buffer: Buffer.from(content),
      })
    await expect(settings(fresh).status).toHaveText(said)
    await settings(fresh).close()
  }
  const theirs = JSON.parse(text)
  await bring(JSON.stringify({ ...theirs, entries: [] }), '0 files added, 2 requests added.')
  await draftsOf(fresh).expectShown(DAWN)
  await draftsOf(fresh).show('Film')
  await expect(composerOf(fresh).prompt).toHaveValue(`${DUSK} $VARG_API_KEY`)
  await composerOf(fresh).expectReferences([{ tag: '@image1', name: 'sample.jpg' }])
  await bring(text, '1 file added.')
  await expect(fileList(fresh).rows).toHaveCount(1)
  await composerOf(fresh).prompt.fill('changed here')
  await bring(text, '0 files added, 1 request added, 1 known here already.')
  await expect(composerOf(fresh).prompt).toHaveValue('changed here')
  await draftsOf(fresh).expectListed('Film', DAWN, 'Film')
  const earlier = { ...theirs, version: 1 }
  delete earlier.requests
  await bring(JSON.stringify(earlier), '0 files added, 1 known here already.')
  await wiped.close()
})

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('the sheet of the request switches requests', async ({ page, site }) => {
    const [request, drafts] = [composerOf(page), draftsOf(page)]
    await openSandbox(page, site)
    await drop(page, [sample('jpg')])
    await addToRequest(page, ['sample.jpg'])
    await request.open()
    await request.prompt.fill(DUSK)
    await drafts.press('New request')
    await request.prompt.fill(DAWN)
    await drafts.rename('A name that is far too long for the room beside the heading')
    for (const control of await request.region.locator('header button').all()) {
      const box = await control.boundingBox()
      expect([box && box.x >= 0, box && box.x + box.width <= 390, box && box.width >= 44]).toEqual([
        true,
        true,
        true,
      ])
    }
    await drafts.show(DUSK)
    await expect(request.prompt).toHaveValue(DUSK)
    await drafts.press('Delete request')
    await request.region.getByRole('button', { name: 'Undo' }).tap()
    await expect(request.prompt).toHaveValue(DUSK)
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(
      390,
    )
  })
})
