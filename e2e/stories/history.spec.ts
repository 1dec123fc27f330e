import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { SERVER_INFO_PATH } from '../../src/core/api/server-info.ts'
import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { dropZone } from '../support/pages/drop-zone.ts'
import {
  expectListed,
  expectStages,
  fileList,
  fileRow,
  giveLabel,
} from '../support/pages/file-list.ts'
import {
  expectKeyWorks,
  keyPanel,
  openAccount,
  openSandbox,
  saveKey,
} from '../support/pages/key-panel.ts'
import { listBar, listSearch, selection, statusLine } from '../support/pages/list-bar.ts'
import { composerOf } from '../support/pages/request.ts'
import { entryLike, historyOf } from '../support/remembered.ts'
import type { Site } from '../support/server.ts'

const DAY = 86_400_000

/** Uploads pictures of noise to the sandbox, clears the list, and sorts the history by name. */
async function uploadAndClear(page: Page, names: readonly string[]): Promise<void> {
  await drop(
    page,
    names.map((name) => made(name, 3000)),
  )
  await expectStages(page, 'Uploaded', names.length)
  await listBar(page).press('Clear finished')
  await listSearch(page).choose('Sort', 'Name')
  await expectListed(page, names)
}

/** Uploads one file to the sandbox. @returns its entry, as a template for other entries */
async function uploadOne(page: Page, site: Site) {
  await openSandbox(page, site)
  await uploadAndClear(page, ['real.png'])
  const [entry] = await historyOf(page)
  if (!entry) throw new Error('Nothing is remembered')
  return entry
}

const addressesOf = (links: Element[]) => links.map((link) => link.getAttribute('href'))
const readClipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('the history keeps the thumbnail, facts and URL of each uploaded file', async ({
  page,
  site,
}) => {
  // The page makes thumbnails only for visible rows.
  await page.setViewportSize({ width: 1280, height: 1600 })
  const folder = join(test.info().outputPath('chosen'), 'shots')
  await mkdir(folder, { recursive: true })
  const heic = made('x.heic', 3000, 'image/heic')
  const files = [sample('jpg'), sample('mp3'), sample('mp4'), heic]
  for (const { name, buffer } of files) await writeFile(join(folder, name), buffer)
  await page.goto(site.url)
  await keyPanel(page).choose('Sandbox')
  await saveKey(page, KEY)
  await expectKeyWorks(page)
  await dropZone(page).folder.setInputFiles(folder)
  await expectStages(page, 'Uploaded', 4)
  const item = (name: string) => fileRow(page, `shots/${name}`)
  const [jpg, mp3, mp4] = [item('sample.jpg'), item('sample.mp3'), item('sample.mp4')]
  await mp3.press('Upload again')
  await expect(mp3.word('Deduplicated')).toBeVisible()
  await drop(page, [{ ...sample('jpg'), name: 'once more.jpg' }])
  await expect(fileRow(page, 'once more.jpg').text('Already here')).toBeVisible()
  const url = String(await jpg.link.getAttribute('href'))

  async function expectRemembered(): Promise<void> {
    await expect(fileList(page).rows).toHaveCount(4)
    for (const one of [jpg, mp3, mp4]) {
      await expect(one.picture).toHaveAttribute('src', /^data:image\/webp/)
    }
    await expect(item('x.heic').picture).toHaveCount(0)
    await expect(item('x.heic').word('HEIC')).toBeVisible()
    await expect(jpg.root).toContainText(/\d+ × \d+ \d\d:\d\d/)
    await expect(mp4.root).toContainText(/\d+ × \d+ \d\.\d s \d\d:\d\d/)
    await expect(mp3.root).toContainText(/\d\.\d s \d\d:\d\d/)
    await expect(mp3.word('Deduplicated')).toBeVisible()
    await expect(mp4.word('New')).toBeVisible()
    await expect(jpg.link).toHaveAttribute('href', url)
  }

  await listBar(page).press('Clear finished')
  await expectRemembered()
  await page.reload()
  await expectRemembered()
  await jpg.press('Details')
  const details = page.getByRole('dialog', { name: 'Details of shots/sample.jpg' })
  const [entry] = (await historyOf(page)).filter(({ result }) => result.url === url)
  const fact = (term: string) => details.locator('dt', { hasText: term }).locator('+ dd')
  await expect(fact('Names here')).toHaveText('sample.jpg\nonce more.jpg')
  await expect(fact('Folder')).toHaveText('shots')
  await expect(fact('Content hash')).toHaveText(String(entry?.hash))
  await expect(fact('File ID')).toHaveText(String(entry?.result.fileId))
  await expect(fact('URL')).toHaveText(url)
  await expect(fact('Key fingerprint')).toHaveText(String(entry?.account))
  expect(JSON.stringify(await historyOf(page))).not.toContain(KEY)
  expect(await page.content()).not.toContain(KEY)
  await page.keyboard.press('Escape')
  await item('x.heic').root.getByRole('button', { name: 'Preview x.heic' }).click()
  const preview = page.getByRole('dialog', { name: 'x.heic' })
  await expect(preview.getByText("This browser can't show this image.")).toBeVisible()
})

test('the list finds files by word, kind and day, and sorts them', async ({ page, site }) => {
  const real = await uploadOne(page, site)
  const label = 'Hero of the film'
  const cafe = entryLike(real, 'shots/Café 10.png', {
    size: 9_000_000,
    at: (real.batch ?? real.at) - 1,
  })
  const film = entryLike(real, 'clip 9.mp4', {
    ...{ mediaType: 'video/mp4', size: 700, label, at: real.at - 8 * DAY },
  })
  const sound = entryLike(real, 'clip 10.mp3', {
    ...{ mediaType: 'audio/mpeg', size: 80_000, at: real.at - 40 * DAY },
  })
  await historyOf(page, [cafe, film, sound])
  await page.reload()
  const [cafeName, filmName, soundName] = ['shots/Café 10.png', 'clip 9.mp4', 'clip 10.mp3']
  await expectListed(page, ['real.png', cafeName, filmName, soundName])
  for (const [typed, found] of [
    ['cafe', [cafeName]],
    ['HERO film', [filmName]],
    ['clip', [filmName, soundName]],
    [sound.hash.slice(7, 27), [soundName]],
    ['audio/', [soundName]],
    ['mpeg 10', [soundName]],
  ] as const) {
    await listSearch(page).field.fill('')
    await listSearch(page).field.pressSequentially(typed)
    await expectListed(page, found)
  }
  await listSearch(page).field.fill('clip')
  await expect(page.getByText('2 of 4 files')).toBeVisible()
  await listSearch(page).choose('Kind', 'Videos')
  await expectListed(page, [filmName])
  await listSearch(page).choose('Day', '7 days')
  await expect(listSearch(page).noMatch).toBeVisible()
  await listSearch(page).chip('Last 7 days').click()
  await expectListed(page, [filmName])
  await listSearch(page).clearFilters.click()
  await expectListed(page, [filmName, soundName])
  await listSearch(page).field.press('Escape')
  await expect(listSearch(page).field).toHaveValue('')
  await expectListed(page, ['real.png', cafeName, filmName, soundName])
  await listSearch(page).choose('Day', '30 days')
  await expectListed(page, ['real.png', cafeName, filmName])
  await listSearch(page).choose('Day', 'Any')
  await listSearch(page).choose('Sort', 'Size')
  await expectListed(page, [cafeName, soundName, 'real.png', filmName])
  await listSearch(page).choose('Sort', 'Name')
  // A label replaces the name in this order.
  await expectListed(page, [cafeName, soundName, filmName, 'real.png'])
  await listSearch(page).field.fill('nothing')
  await expect(page.getByText('No files match “nothing”.')).toBeVisible()
  await listSearch(page).showAll.click()
  await expectListed(page, [cafeName, soundName, filmName, 'real.png'])
})

test('the list renders few rows and finds every file when the history has 10,000 entries', async ({
  page,
  site,
}) => {
  const real = await uploadOne(page, site)
  // No hash has the letter n, so the search finds names only.
  const name = (index: number) => `shot n${String(index).padStart(5, '0')}.png`
  await historyOf(
    page,
    Array.from({ length: 9999 }, (_, index) =>
      entryLike(real, name(index), { at: real.at - 1000 * (index + 1) }),
    ),
  )
  await page.reload()
  const items = fileList(page).rows
  await expect(fileRow(page, 'real.png').root).toHaveAttribute('aria-setsize', '10000')
  expect(await items.count()).toBeLessThan(50)
  await fileRow(page, 'real.png').root.focus()
  await page.keyboard.press('End')
  const last = fileRow(page, name(9998))
  await expect(last.root).toBeFocused()
  await expect(last.root).toBeInViewport({ ratio: 1 })
  await expect(last.root).toHaveAttribute('aria-posinset', '10000')
  expect(await items.count()).toBeLessThan(50)
  await page.keyboard.press('Home')
  await expect(listSearch(page).field).toBeInViewport()
  await listSearch(page).field.pressSequentially('n07531')
  await expectListed(page, [name(7531)])
  await expect(page.getByText('1 of 10,000 files')).toBeVisible()
  await fileRow(page, name(7531)).root.focus()
  await page.keyboard.press('Delete')
  await expect(listSearch(page).noMatch).toBeVisible()
  await listSearch(page).field.fill('shot n0753')
  await expect(page.getByText('9 of 9,999 files')).toBeVisible()
  await listBar(page).press('Undo')
  await expect(page.getByText('10 of 10,000 files')).toBeVisible()
  await listSearch(page).field.press('Escape')
  await expect(fileRow(page, 'real.png').root).toHaveAttribute('aria-setsize', '10000')
  await fileRow(page, 'real.png').root.focus()
  await page.keyboard.press('Control+a')
  await expect(selection(page).count(10000)).toBeVisible()
})

test('the list selects files by mouse and keyboard, and copies and adds them in list order', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await uploadAndClear(page, ['a.png', 'b.png', 'c.png', 'd.png', 'e.png'])
  await selection(page).checkbox('d.png').click()
  await selection(page)
    .checkbox('b.png')
    .click({ modifiers: ['Shift'] })
  await expect(selection(page).count(3)).toBeVisible()
  await fileRow(page, 'c.png').root.focus()
  await page.keyboard.press('Space')
  await expect(selection(page).checkbox('c.png')).not.toBeChecked()
  await expect(selection(page).count(2)).toBeVisible()
  await selection(page).checkbox('a.png').click()
  await selection(page).button('Copy URLs').click()
  await expect(selection(page).button('3 URLs copied')).toBeVisible()
  const urls = await Promise.all(
    ['a.png', 'b.png', 'd.png'].map((name) => fileRow(page, name).link.getAttribute('href')),
  )
  expect(await readClipboard(page)).toBe(urls.join('\n'))
  await selection(page).button('Add to request').click()
  await expect(selection(page).bar).toHaveCount(0)
  await expect(fileRow(page, 'd.png').root).toBeFocused()
  const references = composerOf(page).list.getByRole('listitem')
  await expect(references).toHaveCount(3)
  for (const [place, reference] of ['@image1 a.png', '@image2 b.png', '@image3 d.png'].entries()) {
    await expect(references.nth(place)).toHaveAccessibleName(reference)
  }
  await fileRow(page, 'b.png').root.focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(selection(page).count(3)).toBeVisible()
  await expect(fileRow(page, 'd.png').root).toBeFocused()
  await page.keyboard.press('Shift+ArrowUp')
  await expect(selection(page).checkbox('d.png')).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(selection(page).bar).toHaveCount(0)
  await page.keyboard.press('Control+a')
  await expect(selection(page).count(5)).toBeVisible()
  await selection(page).button('Clear selection').click()
  await expect(selection(page).bar).toHaveCount(0)
  await expect(selection(page).checkbox('a.png')).not.toBeChecked()
})

test('a removed file stays at the gateway, and Undo or another drop restores it', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const names = ['a.png', 'b.png', 'c.png']
  const files = names.map((name) => made(name, 3000))
  await drop(page, files)
  await expectStages(page, 'Uploaded', 3)
  const status = statusLine(page)
  await fileRow(page, 'b.png').root.focus()
  await page.keyboard.press('Delete')
  await expectListed(page, ['a.png', 'c.png'])
  await expect(fileRow(page, 'c.png').root).toBeFocused()
  await expect(status).toHaveText('2 of 2 uploaded')
  await listBar(page).press('Undo')
  await expectListed(page, names)
  await expect(status).toHaveText('3 of 3 uploaded')
  await listBar(page).press('Copy all URLs')
  const urls = await page.getByRole('listitem').getByRole('link').evaluateAll(addressesOf)
  await expect.poll(() => readClipboard(page)).toBe(urls.join('\n'))

  await listBar(page).press('Clear finished')
  await listSearch(page).choose('Sort', 'Name')
  await selection(page).checkbox('a.png').click()
  await selection(page).checkbox('b.png').click()
  const remove = selection(page).button('Remove from history')
  await remove.click()
  await expectListed(page, ['c.png'])
  const said = page.getByText('2 files removed. Their URLs still work.', { exact: true })
  await expect(said).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(said).toHaveCount(0)
  await expectListed(page, names)
  await page.reload()
  await listSearch(page).choose('Sort', 'Name')
  await expectListed(page, names)
  const url = await fileRow(page, 'b.png').link.getAttribute('href')
  await selection(page).checkbox('a.png').click()
  await selection(page).checkbox('b.png').click()
  await remove.click()
  await expectListed(page, ['c.png'])
  await page.reload()
  await expectListed(page, ['c.png'])
  expect((await fetch(String(url))).status).toBe(200)
  await drop(page, files.slice(1, 2))
  await expect(fileRow(page, 'b.png').text('Already here')).toBeVisible()
  await listBar(page).press('Clear finished')
  await expectListed(page, ['b.png', 'c.png'])
  await page.reload()
  await expectListed(page, ['b.png', 'c.png'])
})

test('a tab shows the uploads, labels and removals of another tab', async ({ page, site }) => {
  await openSandbox(page, site)
  const other = await page.context().newPage()
  await other.goto(site.url)
  await drop(page, [made('a.png', 3000), made('b.png', 3000)])
  await expectStages(other, 'Uploaded', 2)
  await listBar(page).press('Clear finished')
  for (const tab of [page, other]) {
    await expect(statusLine(tab)).toHaveCount(0)
    await listSearch(tab).choose('Sort', 'Name')
    await expectListed(tab, ['a.png', 'b.png'])
  }
  await giveLabel(fileRow(page, 'a.png'), 'Hero')
  await expect(fileRow(other, 'a.png').word('Hero')).toBeVisible()
  await fileRow(other, 'b.png').root.focus()
  await other.keyboard.press('Delete')
  await expectListed(page, ['a.png'])
  await listBar(other).press('Undo')
  await expectListed(page, ['b.png', 'a.png'])
  await giveLabel(fileRow(other, 'b.png'), 'Villain')
  await expect(fileRow(page, 'b.png').word('Villain')).toBeVisible()
  await drop(other, [made('c.png', 3000)])
  await expectStages(page, 'Uploaded', 3)
  await expectListed(page, ['c.png', 'a.png', 'b.png'])
  await other.close()
})

test('the history shows only the files of the current gateway and key', async ({ page, site }) => {
  await openSandbox(page, site)
  await uploadAndClear(page, ['free.png'])
  await saveKey(page, KEY)
  await expectKeyWorks(page)
  await expect(page.getByText('1 file of another gateway or key.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all gateways' }).click()
  await expectListed(page, ['free.png'])
  await listSearch(page).chip('All gateways').click()
  await uploadAndClear(page, ['paid.png'])
  await page.reload()
  await expectListed(page, ['paid.png'])
  await listSearch(page).choose('From', 'All')
  await listSearch(page).choose('Sort', 'Name')
  await expectListed(page, ['free.png', 'paid.png'])
  await listSearch(page).choose('From', 'varg.ai')
  await expect(listSearch(page).noMatch).toBeVisible()
  await listSearch(page).showAll.click()
  await expectListed(page, ['paid.png'])
  await openAccount(page)
  await keyPanel(page).forget.click()
  await expectListed(page, ['free.png'])
  await keyPanel(page).choose('varg.ai')
  await expect(page.getByText('2 files of another gateway or key.')).toBeVisible()
})

test('the preview shows files of the history from their URLs at another server', async ({
  page,
  openVarg,
}) => {
  await openVarg()
  await drop(page, [sample('jpg'), sample('mp3'), sample('mp4')])
  await expectStages(page, 'Uploaded', 3)
  await listBar(page).press('Clear finished')
  await expect(fileList(page).pictures).toHaveCount(3)
  await expect(fileRow(page, 'sample.mp3').text(/^\d\.\d s$/)).toBeVisible()
  await page.reload()
  await listSearch(page).choose('Sort', 'Name')
  await expectListed(page, ['sample.jpg', 'sample.mp3', 'sample.mp4'])
  const opener = page.getByRole('button', { name: 'Preview sample.jpg' })
  await opener.click()
  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
  const picture = dialog('sample.jpg').getByRole('img', { name: 'sample.jpg' })
  await expect(picture).toHaveJSProperty('complete', true)
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await expect(dialog('sample.jpg').getByText(/ \d+ × \d+ /)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Previous' })).toBeDisabled()
  await page.getByRole('button', { name: 'Next' }).click()
  const sound = dialog('sample.mp3')
  const position = sound.getByRole('slider', { name: 'Position' })
  await position.click()
  await expect(position).not.toHaveValue('0')
  await sound.getByRole('button', { name: 'Play' }).click()
  await sound.getByRole('button', { name: 'Pause' }).click()
  await expect(sound.getByRole('button', { name: 'Play' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  const film = dialog('sample.mp4').locator('video[controls]')
  await expect(film).toHaveAccessibleName('sample.mp4')
  await expect
    .poll(() => film.evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0)
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(picture).toBeVisible()
  await page.keyboard.press('Escape')
  // The close event of the dialog fires later. A dialog opened before it would close, too.
  await expect(page.locator('dialog')).toHaveCount(0)
  await expect(opener).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(position).toBeVisible()
  await page.getByRole('button', { name: 'Previous' }).click()
  await expect(picture).toBeVisible()
})

test('long names, long labels and the buttons stay in a window of 360 pixels', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const long = `${'a-very-long-name'.repeat(10)}.png`
  await uploadAndClear(page, [long])
  await page.setViewportSize({ width: 360, height: 740 })
  const item = fileRow(page, long)
  await giveLabel(item, 'Averylonglabelwithoutanyspace'.repeat(8))
  // Touch selects with a long press, the keyboard with Space.
  await item.root.focus()
  await page.keyboard.press('Space')
  await expect(selection(page).bar).toBeVisible()
  expect(await page.evaluate(whatSticksOut)).toEqual([])
  for (const name of [
    'Add to request',
    'Copy URLs',
    'Remove from history',
    'Clear selection',
  ] as const) {
    await expect(selection(page).button(name)).toBeInViewport({ ratio: 1 })
  }
  await selection(page).button('Remove from history').click()
  await expect(listBar(page).button('Undo')).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(whatSticksOut)).toEqual([])
})

/** @returns the names of controls and pictures that the window cuts off at a side */
function whatSticksOut(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const all = document.querySelectorAll<HTMLElement>('button, a, input, select, img, [role]')
  const out = [...all].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 1 && (left < 0 || right > clientWidth)
  })
  const names = out.map(
    ({ ariaLabel, textContent, tagName }) => ariaLabel || textContent || tagName,
  )
  return scrollWidth > clientWidth ? ['the page', ...names] : names
}

test('the list hides rows of another account until the server reports the account', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await uploadAndClear(page, ['theirs.png'])
  await saveKey(page, KEY)
  await expect(page.getByText('1 file of another gateway or key.')).toBeVisible()
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(`**${SERVER_INFO_PATH}`, async (route) => {
    await asked
    await route.continue()
  })
  await page.reload()
  await expect(listSearch(page).field).toBeVisible()
  await expect(fileRow(page, 'theirs.png').root).toHaveCount(0)
  answer()
  await expect(page.getByText('1 file of another gateway or key.')).toBeVisible()
})
