import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { faultsOf } from '../support/gateway.ts'
import { startSite } from '../support/server.ts'
import type { EngineName } from './engines.mjs'
import { openFirefox } from './firefox.ts'
import type { SmokeBrowser } from './smoke-browser.ts'
import {
  ACCOUNT,
  createSmokePage,
  type MadeFile,
  readSample,
  type SmokePage,
} from './smoke-page.ts'
import { watchSite } from './watched-site.ts'
import { openWebKit } from './webkit.ts'

interface World {
  url: string
  browser: SmokeBrowser
  page: SmokePage
  faults: ReturnType<typeof faultsOf>
  takeComplaints: () => string[]
  /** Saves screenshots for manual review, as wide as a desktop and a phone. */
  picture: (name: string) => Promise<void>
}

/** A window that is resized for a picture moves what is observed: no fault of the page. */
const LATE = 'ResizeObserver loop'

/** Widths in CSS pixels. */
const DESKTOP = 1280
const PHONE = 390

const PICTURES = fileURLToPath(new URL('../results/smoke-pictures/', import.meta.url))

const test = base.extend<object, { engine: EngineName; world: World }>({
  engine: ['firefox', { option: true, scope: 'worker' }],

  world: [
    async ({ engine }, use) => {
      const site = await startSite()
      const watched = await watchSite(site.url)
      const browser = await (engine === 'firefox' ? openFirefox() : openWebKit())
      mkdirSync(PICTURES, { recursive: true })
      await use({
        url: watched.url,
        browser,
        page: createSmokePage(browser),
        faults: faultsOf(site),
        takeComplaints: () => watched.takeComplaints().filter((text) => !text.startsWith(LATE)),
        async picture(name) {
          for (const width of [PHONE, DESKTOP]) {
            await browser.resize(width)
            // The page follows the new width in the next frames.
            await new Promise((resolve) => setTimeout(resolve, 400))
            const path = `${PICTURES}${engine}-${name}-${width}.png`
            writeFileSync(path, await browser.screenshot())
          }
        },
      })
      await browser.close()
      watched.stop()
      await site.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

test.beforeEach(async ({ world }) => {
  await world.faults.make({})
  await world.browser.resize(DESKTOP)
  await world.browser.open(world.url)
  await world.page.chooseSandbox()
})

test.afterEach(async ({ world }, { status, expectedStatus, title }) => {
  if (status !== expectedStatus) await world.picture(`failed-${title.replaceAll(/\W+/g, '-')}`)
})

const UNREAD = {
  type: 'clipboard',
  description: 'This engine lets no test read the clipboard: the button said “Copied”.',
}

/** Timeout of a batch with a few hundred files. */
const LONG = { timeout: 100_000 }

function make(files: number, prefix: string, size = 4096): MadeFile[] {
  return Array.from({ length: files }, (_, index) => ({
    name: `${prefix}-${index}.bmp`,
    size,
    seed: index + size,
  }))
}

test('the page loads without errors and warnings', async ({ world }) => {
  await world.picture('empty')
  expect(await world.page.listSideways()).toEqual([])
  expect(world.takeComplaints()).toEqual([])
})

test('the page makes samples and uploads them', async ({ world }) => {
  const { page } = world
  await page.press('button', 'Try with samples')
  await expect.poll(() => page.rowText('sample-voice.wav'), LONG).toContain('Verified')
  await expect.poll(() => page.rowText('sample-dusk.jpg')).toContain('Verified')
  const clip = (await page.rowNames()).find((name) => name.startsWith('sample-ridges.'))
  if (clip) await expect.poll(() => page.rowText(clip)).toContain('Verified')
  else await expect.poll(() => page.textOf('body')).toContain("This browser can't make a clip")
  test.info().annotations.push({ type: 'clip', description: `The clip is ${clip ?? 'left out'}.` })
  await world.picture('samples')
  expect(world.takeComplaints()).toEqual([])
})

test('the page uploads a picture, a clip and a voice and shows what they look like', async ({
  world,
}) => {
  const { page } = world
  await page.give(['jpg', 'mp4', 'mp3', 'webp', 'flac'].map((extension) => readSample(extension)))
  for (const name of ['sample.jpg', 'sample.mp4', 'sample.mp3', 'sample.webp', 'sample.flac']) {
    await expect.poll(() => page.rowText(name)).toContain('Verified')
    expect(await page.comparesEqual(name)).toBe(true)
  }
  await expect.poll(() => page.hasPicture('sample.jpg')).toBe(true)
  await expect.poll(() => page.hasPicture('sample.webp')).toBe(true)
  await world.picture('five')
  expect(await page.listSideways()).toEqual([])
  await page.press('button', 'Preview sample.jpg', 'sample.jpg')
  await expect.poll(() => page.textOf('dialog[open]')).toContain('sample.jpg')
  await world.picture('preview')
  expect(await page.listSideways()).toEqual([])
  expect(world.takeComplaints()).toEqual([])
})

test('the page takes chosen and pasted files', async ({ world }) => {
  const { browser, page } = world
  await page.give([readSample('jpg', 'chosen.jpg')], 'choose')
  await expect.poll(() => page.rowText('chosen.jpg')).toContain('Uploaded')
  await page.give(make(1, 'pasted', 5000), 'paste')
  await expect.poll(() => page.rowText('pasted-0.bmp')).toContain('Verified')
  await browser.evaluate(() => {
    document
      .querySelector('input[aria-label="Choose files"]')
      ?.addEventListener('click', (event) => {
        event.preventDefault()
        document.body.dataset.asked = 'for files'
      })
  })
  await page.press('button', 'Choose files')
  await expect.poll(() => browser.evaluate(() => document.body.dataset.asked)).toBe('for files')
  expect(world.takeComplaints()).toEqual([])
})

test('the row menu works by keyboard and returns the focus', async ({ world }) => {
  const { browser, page } = world
  await page.give(make(1, 'menu'))
  await expect.poll(() => page.rowText('menu-0.bmp')).toContain('Verified')
  await browser.evaluate(() => {
    const row = document.querySelector('ul[aria-label="Files"] > [aria-label="menu-0.bmp"]')
    row?.querySelector<HTMLElement>('button[aria-label="More actions"]')?.focus()
  })
  await page.keys('ArrowDown')
  await expect.poll(() => page.textOf('[role="menu"]')).toContain('Details')
  await world.picture('menu')
  expect(await page.listSideways()).toEqual([])
  await page.keys('End')
  await expect.poll(page.focused).toContain('Remove')
  await page.keys('Escape')
  await expect.poll(() => page.textOf('[role="menu"]')).toBe('')
  await expect.poll(page.focused).toBe('More actions')
  await page.keys('Enter')
  await expect.poll(() => page.textOf('[role="menu"]')).toContain('Details')
  await page.keys('d', 'Enter')
  await expect.poll(() => page.textOf('dialog[aria-label^="Details of"]')).toContain('Response')
  await world.picture('details')
  expect(await page.listSideways()).toEqual([])
  await page.keys('Escape')
  await expect.poll(() => page.textOf('dialog[open]')).toBe('')
  await expect.poll(page.focused).toBe('More actions')
  expect(world.takeComplaints()).toEqual([])
})

test('the account opens, and closes when Escape is pressed', async ({ world }) => {
  const { page } = world
  await page.press('button[aria-label^="Account"]')
  await expect.poll(() => page.textOf(ACCOUNT)).toContain('Sandbox')
  await world.picture('account')
  expect(await page.listSideways()).toEqual([])
  await page.keys('Escape')
  await expect.poll(() => page.textOf(ACCOUNT)).toBe('')
  await expect.poll(page.focused).toContain('Account')
  expect(world.takeComplaints()).toEqual([])
})

test('the page writes and copies the code of a request', async ({ world }) => {
  const { browser, page } = world
  await page.give(make(1, 'reference'))
  await expect.poll(() => page.rowText('reference-0.bmp')).toContain('Verified')
  const url = (await page.urlOf('reference-0.bmp')) ?? 'no URL'
  await page.press('button', 'Add to request', 'reference-0.bmp')
  await expect.poll(() => page.rowText('reference-0.bmp')).toContain('@image1')
  await expect.poll(() => page.textOf('#request code')).toContain(url)
  await page.press('button', 'Copy request')
  await expect.poll(() => page.textOf('#request')).toContain('Copied')
  const copied = await browser.evaluate(() => navigator.clipboard.readText().catch(() => null))
  if (copied === null) test.info().annotations.push(UNREAD)
  else expect(copied).toContain(url)
  await world.picture('request')
  expect(await page.listSideways()).toEqual([])
  expect(await page.listSquared()).toEqual([])
  await browser.resize(PHONE)
  await page.press('button', 'Request · 1')
  await expect.poll(() => page.textOf('dialog[open]')).toContain('@image1')
  await world.picture('request-dialog')
  expect(world.takeComplaints()).toEqual([])
})

test('the page uploads identical bytes and copies the URL', async ({ world }) => {
  const { browser, page } = world
  await page.give(make(1, 'one', 300_000))
  await expect.poll(() => page.rowText('one-0.bmp')).toContain('Verified')
  expect(await page.comparesEqual('one-0.bmp')).toBe(true)
  await page.press('button', 'Copy URL', 'one-0.bmp')
  await expect.poll(() => page.rowText('one-0.bmp')).toContain('Copied')
  const copied = await browser.evaluate(() => navigator.clipboard.readText().catch(() => null))
  if (copied === null) test.info().annotations.push(UNREAD)
  else expect(copied).toBe(await page.urlOf('one-0.bmp'))
  await world.picture('one')
  expect(await page.listSideways()).toEqual([])
  expect(world.takeComplaints()).toEqual([])
})

test('the page continues a batch after a reload', async ({ world }) => {
  const { browser, page } = world
  await world.faults.make({ latency: 60_000 })
  const files = make(9, 'reload', 20_000)
  await page.give(files)
  // A reload loses files whose bytes are not stored yet.
  await expect.poll(page.listKept, LONG).toHaveLength(files.length)
  const kinds = [...new Set(await page.listKept())].join(', ')
  test.info().annotations.push({ type: 'kept', description: `Bytes are kept as ${kinds}.` })
  await world.faults.make({})
  await browser.reload()
  for (const file of files) {
    await expect.poll(() => page.rowText(file.name), LONG).toContain('Uploaded')
  }
  await world.picture('reloaded')
  expect(world.takeComplaints()).toEqual([])
})

test('the page hashes and uploads a file of 20 MB', async ({ world }) => {
  const { page } = world
  await page.give(make(1, 'large', 20 * 1024 * 1024))
  await expect.poll(() => page.rowText('large-0.bmp'), LONG).toContain('Verified')
  expect(await page.comparesEqual('large-0.bmp')).toBe(true)
  expect(world.takeComplaints()).toEqual([])
})

test('the page shows the buttons of all 300 rows and never scrolls sideways', async ({ world }) => {
  const { page } = world
  await page.give(make(300, 'many'))
  await expect.poll(page.status, LONG).toMatch(/^(3\d\d) of \1 uploaded/)
  const whole = await page.listWholeRows(2000)
  expect(whole.filter((row) => row.startsWith('many-'))).toHaveLength(300)
  const last = whole.at(-1) ?? ''
  await page.press('button', 'More actions', last)
  await expect.poll(() => page.textOf('[role="menu"]')).toContain('Details')
  await page.keys('Escape')
  await world.picture('many')
  expect(await page.listSideways()).toEqual([])
  expect(world.takeComplaints()).toEqual([])
})

test('the grid shows tiles with their pictures and buttons', async ({ world }) => {
  const { browser, page } = world
  await page.give([readSample('jpg', 'tile.jpg')])
  await expect.poll(() => page.rowText('tile.jpg')).toContain('Uploaded')
  await page.press('input[aria-label="Grid"]')
  await expect.poll(() => page.hasPicture('tile.jpg')).toBe(true)
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
  await world.picture('grid')
  expect(await page.listSideways()).toEqual([])
  await page.press('input[aria-label="List"]')
  expect(world.takeComplaints()).toEqual([])
})
