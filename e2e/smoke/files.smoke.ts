import { samplePath } from '../support/files.ts'
import { make } from './made-files.ts'
import { readSample, soon } from './smoke-page.ts'
import { expect, LONG, test } from './world.ts'

test('the page makes samples and uploads them', async ({ world }) => {
  const { page } = world
  await page.press('button', 'Try with samples')
  await soon(() => page.rowText('sample-voice.wav'), LONG).toContain('Verified')
  await soon(() => page.rowText('sample-dusk.jpg')).toContain('Verified')
  const clip = (await page.rowNames()).find((name) => name.startsWith('sample-ridges.'))
  if (clip) await soon(() => page.rowText(clip)).toContain('Verified')
  else await soon(() => page.textOf('body')).toContain("This browser can't make a clip")
  test.info().annotations.push({ type: 'clip', description: `The clip is ${clip ?? 'left out'}.` })
  await world.look('samples')
})

test('the page uploads a picture, a clip and a voice and shows what they look like', async ({
  world,
}) => {
  const { page } = world
  await page.give(['jpg', 'mp4', 'mp3', 'webp', 'flac'].map((extension) => readSample(extension)))
  for (const name of ['sample.jpg', 'sample.mp4', 'sample.mp3', 'sample.webp', 'sample.flac']) {
    await soon(() => page.rowText(name)).toContain('Verified')
    expect(await page.comparesEqual(name)).toBe(true)
  }
  await soon(() => page.hasPicture('sample.jpg')).toBe(true)
  await soon(() => page.hasPicture('sample.webp')).toBe(true)
  await world.look('five')
  await page.press('button', 'Preview sample.jpg', 'sample.jpg')
  await soon(() => page.textOf('dialog[open]')).toContain('sample.jpg')
  await world.look('preview')
})

test('the page takes chosen and pasted files', async ({ world }) => {
  const { browser, page } = world
  await browser.chooseFiles('input[aria-label="Choose files"]', [
    samplePath('mp3'),
    samplePath('mp4'),
  ])
  await soon(() => page.rowText('sample.mp3')).toContain('Verified')
  await soon(() => page.rowText('sample.mp4')).toContain('Verified')
  await page.give(make(1, 'pasted', 5000), 'paste')
  await soon(() => page.rowText('pasted-0.bmp')).toContain('Verified')
  await browser.evaluate(() => {
    document
      .querySelector('input[aria-label="Choose files"]')
      ?.addEventListener('click', (event) => {
        event.preventDefault()
        document.body.dataset.asked = 'for files'
      })
  })
  await page.press('button', 'Choose files')
  await soon(() => browser.evaluate(() => document.body.dataset.asked)).toBe('for files')
})

test('the page uploads 8 MB as identical bytes and copies the URL', async ({ world }) => {
  const { page } = world
  await page.give(make(1, 'one', 8 * 1024 * 1024))
  await soon(() => page.rowText('one-0.bmp'), LONG).toContain('Verified')
  expect(await page.comparesEqual('one-0.bmp')).toBe(true)
  await page.press('button', 'Copy URL', 'one-0.bmp')
  await soon(() => page.rowText('one-0.bmp')).toContain('Copied')
  expect(await page.readClipboard()).toBe(await page.urlOf('one-0.bmp'))
})

test('the page shows the buttons of all 300 rows and never scrolls sideways', async ({ world }) => {
  const { page } = world
  await page.give(make(300, 'many'))
  await soon(page.status, LONG).toMatch(/^300 of 300 uploaded/)
  const whole = await page.listWholeRows(2000)
  expect(whole.filter((row) => row.startsWith('many-'))).toHaveLength(300)
  const last = whole.at(-1) ?? ''
  await page.press('button', 'More actions', last)
  await soon(() => page.textOf('[role="menu"]')).toContain('Details')
  await page.keys('Escape')
  await world.look('many')
})

test('the grid shows tiles with their pictures and buttons', async ({ world }) => {
  const { browser, page } = world
  await page.give([readSample('jpg', 'tile.jpg')])
  await soon(() => page.rowText('tile.jpg')).toContain('Uploaded')
  await page.press('input[aria-label="Grid"]')
  await soon(() => page.hasPicture('tile.jpg')).toBe(true)
  const boxes = await browser.evaluate(() =>
    [...document.querySelectorAll('ul[aria-label="Files"] > li')].map((tile) => {
      const { width, height } = tile.getBoundingClientRect()
      return {
        isTile: width < 300 && height > 100,
        buttons: tile.querySelectorAll('button').length,
      }
    }),
  )
  expect(boxes.filter(({ isTile, buttons }) => !isTile || buttons === 0)).toEqual([])
  await world.look('grid')
  await page.press('input[aria-label="List"]')
})
