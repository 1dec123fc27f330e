import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { SERVER_INFO_PATH } from '../../src/core/api/server-info.ts'
import { drop, made, sample } from '../support/files.ts'
import {
  expect,
  expectStages,
  fileItem,
  KEY,
  openSandbox,
  saveKey,
  test,
} from '../support/fixtures.ts'
import { entryLike, expectListed, giveLabel, historyOf, listItems } from '../support/remembered.ts'
import type { Site } from '../support/server.ts'

const DAY = 86_400_000

/** Uploads pictures of noise to the sandbox and leaves them to the history, in the order of their names. */
async function uploadAndClear(page: Page, names: readonly string[]): Promise<void> {
  await drop(
    page,
    names.map((name) => made(name, 3000)),
  )
  await expectStages(page, 'Uploaded', names.length)
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await page.getByLabel('Sort').selectOption('By name')
  await expectListed(page, names)
}

/** One entry of the sandbox that really was uploaded, as a pattern for others. */
async function uploadOne(page: Page, site: Site) {
  await openSandbox(page, site)
  await uploadAndClear(page, ['real.png'])
  const [entry] = await historyOf(page)
  if (!entry) throw new Error('Nothing is remembered')
  return entry
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search files' })
const check = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` })
const selected = (page: Page) => page.getByRole('toolbar', { name: 'Selected files' })
const addressesOf = (links: Element[]) => links.map((link) => link.getAttribute('href'))
const readClipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('what was uploaded is remembered: how it looks, what it is, where it lives', async ({
  page,
  site,
}) => {
  // Thumbnails are made of what is in sight.
  await page.setViewportSize({ width: 1280, height: 1600 })
  const folder = join(test.info().outputPath('chosen'), 'shots')
  await mkdir(folder, { recursive: true })
  const heic = made('x.heic', 3000, 'image/heic')
  const files = [sample('jpg'), sample('mp3'), sample('mp4'), heic]
  for (const { name, buffer } of files) await writeFile(join(folder, name), buffer)
  await page.goto(site.url)
  await page.getByRole('radio', { name: 'Sandbox' }).check()
  await saveKey(page, KEY)
  await expect(page.getByText('Key works')).toBeVisible()
  await page.getByLabel('Choose folder').setInputFiles(folder)
  await expectStages(page, 'Uploaded', 4)
  const item = (name: string) => fileItem(page, `shots/${name}`)
  const [jpg, mp3, mp4] = [item('sample.jpg'), item('sample.mp3'), item('sample.mp4')]
  await mp3.getByRole('button', { name: 'Upload again' }).click()
  await expect(mp3.getByText('Deduplicated', { exact: true })).toBeVisible()
  await drop(page, [{ ...sample('jpg'), name: 'once more.jpg' }])
  await expect(fileItem(page, 'once more.jpg').getByText('Already here')).toBeVisible()
  const url = String(await jpg.getByRole('link').getAttribute('href'))

  async function expectRemembered(): Promise<void> {
    await expect(listItems(page)).toHaveCount(4)
    for (const one of [jpg, mp3, mp4]) {
      await expect(one.locator('img')).toHaveAttribute('src', /^data:image\/webp/)
    }
    await expect(item('x.heic').locator('img')).toHaveCount(0)
    await expect(item('x.heic').getByText('heic', { exact: true })).toBeVisible()
    await expect(jpg).toContainText(/Uploaded\d\d:\d\d\d+ × \d+/)
    await expect(mp4).toContainText(/Uploaded\d\d:\d\d\d+ × \d+\d\.\d s/)
    await expect(mp3).toContainText(/Uploaded\d\d:\d\d\d\.\d s/)
    await expect(mp3.getByText('Deduplicated', { exact: true })).toBeVisible()
    await expect(mp4.getByText('New', { exact: true })).toBeVisible()
    await expect(jpg.getByRole('link')).toHaveAttribute('href', url)
  }

  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expectRemembered()
  await page.reload()
  await expectRemembered()
  await jpg.getByRole('button', { name: 'Details' }).click()
  const details = page.getByRole('dialog', { name: 'Details of shots/sample.jpg' })
  const [entry] = (await historyOf(page)).filter(({ result }) => result.url === url)
  const fact = (term: string) => details.locator('dt', { hasText: term }).locator('+ dd')
  await expect(fact('Uploaded as')).toHaveText('sample.jpg\nonce more.jpg')
  await expect(fact('Folder')).toHaveText('shots')
  await expect(fact('Content hash')).toHaveText(String(entry?.hash))
  await expect(fact('File ID')).toHaveText(String(entry?.result.fileId))
  await expect(fact('URL')).toHaveText(url)
  await expect(fact('Key fingerprint')).toHaveText(String(entry?.account))
  expect(JSON.stringify(await historyOf(page))).not.toContain(KEY)
  expect(await page.content()).not.toContain(KEY)
  await page.keyboard.press('Escape')
  await item('x.heic').getByRole('button', { name: 'Preview x.heic' }).click()
  const preview = page.getByRole('dialog', { name: 'x.heic' })
  await expect(preview.getByText('This browser cannot show this file.')).toBeVisible()
})

test('files are found by any word, kind and day, and sorted', async ({ page, site }) => {
  const real = await uploadOne(page, site)
  const label = 'Hero of the film'
  const cafe = entryLike(real, 'shots/Café 10.png', { size: 9_000_000, at: real.at - 1 })
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
    await search(page).fill('')
    await search(page).pressSequentially(typed)
    await expectListed(page, found)
  }
  await search(page).fill('clip')
  await expect(page.getByText('2 of 4 files')).toBeVisible()
  await page.getByLabel('Kind').selectOption('Videos')
  await expectListed(page, [filmName])
  await page.getByLabel('Day').selectOption('Last 7 days')
  await expect(page.getByText(/^No file matches/)).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(search(page)).toHaveValue('')
  await expectListed(page, ['real.png', cafeName, filmName, soundName])
  await page.getByLabel('Day').selectOption('Last 30 days')
  await expectListed(page, ['real.png', cafeName, filmName])
  await page.getByLabel('Day').selectOption('Any day')
  await page.getByLabel('Sort').selectOption('Largest first')
  await expectListed(page, [cafeName, soundName, 'real.png', filmName])
  await page.getByLabel('Sort').selectOption('By name')
  // By what people call it, numbers by their value.
  await expectListed(page, [cafeName, soundName, filmName, 'real.png'])
  await search(page).fill('nothing')
  await expect(page.getByText(/^No file matches/)).toBeVisible()
})

test('ten thousand files: a few dozen are in the document, and any of them is found', async ({
  page,
  site,
}) => {
  const real = await uploadOne(page, site)
  // A letter that no hash has.
  const name = (index: number) => `shot n${String(index).padStart(5, '0')}.png`
  await historyOf(
    page,
    Array.from({ length: 9999 }, (_, index) =>
      entryLike(real, name(index), { at: real.at - 1000 * (index + 1) }),
    ),
  )
  await page.reload()
  const items = listItems(page)
  await expect(fileItem(page, 'real.png')).toHaveAttribute('aria-setsize', '10000')
  expect(await items.count()).toBeLessThan(50)
  await page.getByRole('button', { name: 'Preview real.png' }).focus()
  await page.keyboard.press('End')
  const last = fileItem(page, name(9998))
  await expect(last).toBeInViewport()
  await expect(last).toHaveAttribute('aria-posinset', '10000')
  expect(await items.count()).toBeLessThan(50)
  await page.keyboard.press('Home')
  await expect(search(page)).toBeInViewport()
  await search(page).pressSequentially('n07531')
  await expectListed(page, [name(7531)])
  await expect(page.getByText('1 of 10,000 files')).toBeVisible()
  await fileItem(page, name(7531)).getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText(/^No file matches/)).toBeVisible()
  await search(page).fill('shot n0753')
  await expect(page.getByText('9 of 9,999 files')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('10 of 10,000 files')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(fileItem(page, 'real.png')).toHaveAttribute('aria-setsize', '10000')
  await check(page, 'real.png').focus()
  await page.keyboard.press('Control+a')
  await expect(selected(page).getByText('10000 selected')).toBeVisible()
})

test('files are chosen by mouse and by keyboard; what is copied or added keeps the order of the list', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  await uploadAndClear(page, ['a.png', 'b.png', 'c.png', 'd.png', 'e.png'])
  await check(page, 'd.png').click()
  await check(page, 'b.png').click({ modifiers: ['Shift'] })
  await expect(selected(page).getByText('3 selected')).toBeVisible()
  await check(page, 'c.png').focus()
  await page.keyboard.press('Space')
  await expect(check(page, 'c.png')).not.toBeChecked()
  await expect(selected(page).getByText('2 selected')).toBeVisible()
  await check(page, 'a.png').click()
  await selected(page).getByRole('button', { name: 'Copy URLs' }).click()
  await expect(selected(page).getByRole('button', { name: 'Copied' })).toBeVisible()
  const urls = await Promise.all(
    ['a.png', 'b.png', 'd.png'].map((name) =>
      fileItem(page, name).getByRole('link').getAttribute('href'),
    ),
  )
  expect(await readClipboard(page)).toBe(urls.join('\n'))
  await selected(page).getByRole('button', { name: 'Add to request' }).click()
  await expect(selected(page)).toHaveCount(0)
  const references = page.getByRole('list', { name: 'References' }).getByRole('listitem')
  await expect(references).toHaveCount(3)
  for (const [place, reference] of ['@image1 a.png', '@image2 b.png', '@image3 d.png'].entries()) {
    await expect(references.nth(place)).toHaveAccessibleName(reference)
  }
  await check(page, 'b.png').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(selected(page).getByText('3 selected')).toBeVisible()
  await expect(check(page, 'd.png')).toBeFocused()
  await page.keyboard.press('Shift+ArrowUp')
  await expect(check(page, 'd.png')).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(selected(page)).toHaveCount(0)
  await page.keyboard.press('Control+a')
  await expect(selected(page).getByText('5 selected')).toBeVisible()
})

test('what is removed stays at the gateway, can be taken back, and is known when it is dropped again', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const names = ['a.png', 'b.png', 'c.png']
  const files = names.map((name) => made(name, 3000))
  await drop(page, files)
  await expectStages(page, 'Uploaded', 3)
  const status = page.getByRole('status', { name: 'Upload progress' })
  await fileItem(page, 'b.png').getByRole('button', { name: 'Remove' }).click()
  await expectListed(page, ['a.png', 'c.png'])
  await expect(status).toHaveText('2 of 2 uploaded')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectListed(page, names)
  await expect(status).toHaveText('3 of 3 uploaded')
  await page.getByRole('button', { name: 'Copy all URLs' }).click()
  const urls = await page.getByRole('listitem').getByRole('link').evaluateAll(addressesOf)
  await expect.poll(() => readClipboard(page)).toBe(urls.join('\n'))

  await page.getByRole('button', { name: 'Clear finished' }).click()
  await page.getByLabel('Sort').selectOption('By name')
  await check(page, 'a.png').click()
  await check(page, 'b.png').click()
  const remove = selected(page).getByRole('button', { name: 'Remove from history' })
  await remove.click()
  await expectListed(page, ['c.png'])
  const said = page.getByText(/^2 files removed from the history\. They stay at the gateway/)
  await expect(said).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(said).toHaveCount(0)
  await expectListed(page, names)
  await page.reload()
  await page.getByLabel('Sort').selectOption('By name')
  await expectListed(page, names)
  const url = await fileItem(page, 'b.png').getByRole('link').getAttribute('href')
  await check(page, 'a.png').click()
  await check(page, 'b.png').click()
  await remove.click()
  await expectListed(page, ['c.png'])
  await page.reload()
  await expectListed(page, ['c.png'])
  expect((await fetch(String(url))).status).toBe(200)
  await drop(page, files.slice(1, 2))
  await expect(fileItem(page, 'b.png').getByText('Already here')).toBeVisible()
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expectListed(page, ['b.png', 'c.png'])
  await page.reload()
  await expectListed(page, ['b.png', 'c.png'])
})

test('two tabs: what one uploads, labels or removes, the other shows', async ({ page, site }) => {
  await openSandbox(page, site)
  const other = await page.context().newPage()
  await other.goto(site.url)
  await drop(page, [made('a.png', 3000), made('b.png', 3000)])
  await expectStages(other, 'Uploaded', 2)
  await page.getByRole('button', { name: 'Clear finished' }).click()
  for (const tab of [page, other]) {
    await expect(tab.getByRole('status', { name: 'Upload progress' })).toHaveCount(0)
    await tab.getByLabel('Sort').selectOption('By name')
    await expectListed(tab, ['a.png', 'b.png'])
  }
  await giveLabel(fileItem(page, 'a.png'), 'Hero')
  await expect(fileItem(other, 'a.png').getByText('Hero', { exact: true })).toBeVisible()
  await fileItem(other, 'b.png').getByRole('button', { name: 'Remove' }).click()
  await expectListed(page, ['a.png'])
  await other.getByRole('button', { name: 'Undo' }).click()
  await expectListed(page, ['b.png', 'a.png'])
  await giveLabel(fileItem(other, 'b.png'), 'Villain')
  await expect(fileItem(page, 'b.png').getByText('Villain', { exact: true })).toBeVisible()
  await drop(other, [made('c.png', 3000)])
  await expectStages(page, 'Uploaded', 3)
  await expectListed(page, ['c.png', 'a.png', 'b.png'])
  await other.close()
})

test('what is remembered is kept per gateway and key', async ({ page, site }) => {
  await openSandbox(page, site)
  await uploadAndClear(page, ['free.png'])
  await saveKey(page, KEY)
  await expect(page.getByText('Key works')).toBeVisible()
  await expect(page.getByText('1 file of another gateway or key.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all gateways' }).click()
  await expectListed(page, ['free.png'])
  await page.getByRole('button', { name: 'Clear search' }).click()
  await uploadAndClear(page, ['paid.png'])
  await page.reload()
  await expectListed(page, ['paid.png'])
  await page.getByLabel('From where').selectOption('All gateways')
  await page.getByLabel('Sort').selectOption('By name')
  await expectListed(page, ['free.png', 'paid.png'])
  await page.getByLabel('From where').selectOption('varg.ai')
  await expect(page.getByText(/^No file matches/)).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expectListed(page, ['paid.png'])
  await page.getByRole('button', { name: 'Forget key' }).click()
  await expectListed(page, ['free.png'])
  await page.getByRole('radio', { name: 'varg.ai' }).check()
  await expect(page.getByText('2 files of another gateway or key.')).toBeVisible()
})

test('remembered files are shown large, from their URLs at another server', async ({
  page,
  openVarg,
}) => {
  await openVarg()
  await drop(page, [sample('jpg'), sample('mp3'), sample('mp4')])
  await expectStages(page, 'Uploaded', 3)
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expect(listItems(page).locator('img')).toHaveCount(3)
  await expect(fileItem(page, 'sample.mp3').getByText(/^\d\.\d s$/)).toBeVisible()
  await page.reload()
  await page.getByLabel('Sort').selectOption('By name')
  await expectListed(page, ['sample.jpg', 'sample.mp3', 'sample.mp4'])
  const opener = page.getByRole('button', { name: 'Preview sample.jpg' })
  await opener.click()
  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
  const picture = dialog('sample.jpg').getByRole('img', { name: 'sample.jpg' })
  await expect(picture).toHaveJSProperty('complete', true)
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await expect(dialog('sample.jpg').getByText(/^\d+ × \d+$/)).toBeVisible()
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
  // Not before it is gone: a closed one tells so a moment later, and would take the next along.
  await expect(page.locator('dialog')).toHaveCount(0)
  await expect(opener).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(position).toBeVisible()
})

test('at 360 pixels a long name, a long label and what can be done with it stay in the window', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await openSandbox(page, site)
  const long = `${'a-very-long-name'.repeat(10)}.png`
  await uploadAndClear(page, [long])
  const item = fileItem(page, long)
  await giveLabel(item, 'Averylonglabelwithoutanyspace'.repeat(8))
  await item.getByRole('checkbox').click()
  await expect(selected(page)).toBeVisible()
  expect(await page.evaluate(whatSticksOut)).toEqual([])
  for (const name of ['Add to request', 'Copy URLs', 'Remove from history', 'Clear selection']) {
    await expect(selected(page).getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  }
  await selected(page).getByRole('button', { name: 'Remove from history' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(whatSticksOut)).toEqual([])
})

/** Names of what can be pressed or typed into, and is not whole within the width of the window. */
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

test('rows of another account stay hidden while the account is not known yet', async ({
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
  await expect(page.getByRole('searchbox', { name: 'Search files' })).toBeVisible()
  await expect(fileItem(page, 'theirs.png')).toHaveCount(0)
  answer()
  await expect(page.getByText('1 file of another gateway or key.')).toBeVisible()
})
