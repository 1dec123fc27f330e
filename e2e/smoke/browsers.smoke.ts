import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { faultsOf } from '../support/gateway.ts'
import { startSite } from '../support/server.ts'
import type { EngineName } from './engines.mjs'
import { openFirefox } from './firefox.ts'
import type { SmokeBrowser } from './smoke-browser.ts'
import { createSmokePage, type MadeFile, type SmokePage } from './smoke-page.ts'
import { watchSite } from './watched-site.ts'
import { openWebKit } from './webkit.ts'

interface World {
  url: string
  browser: SmokeBrowser
  page: SmokePage
  faults: ReturnType<typeof faultsOf>
  takeComplaints: () => string[]
  /** Saves a screenshot for manual review. */
  picture: (name: string) => Promise<void>
}

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
        takeComplaints: watched.takeComplaints,
        picture: async (name) =>
          writeFileSync(`${PICTURES}${engine}-${name}.png`, await browser.screenshot()),
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
  await world.browser.open(world.url)
  await world.page.press('label', 'Sandbox')
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

function name(files: number, prefix: string, size = 4096): MadeFile[] {
  return Array.from({ length: files }, (_, index) => ({
    name: `${prefix}-${index}.bmp`,
    size,
    seed: index + size,
  }))
}

test('the page loads without errors and warnings', async ({ world }) => {
  await world.picture('empty')
  expect(world.takeComplaints()).toEqual([])
})

test('the page uploads identical bytes and copies the URL', async ({ world }) => {
  const { browser, page } = world
  await page.drop(name(1, 'one', 300_000))
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
  const files = name(9, 'reload', 20_000)
  await page.drop(files)
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
  await page.drop(name(1, 'large', 20 * 1024 * 1024))
  await expect.poll(() => page.rowText('large-0.bmp'), LONG).toContain('Verified')
  expect(await page.comparesEqual('large-0.bmp')).toBe(true)
  expect(world.takeComplaints()).toEqual([])
})

test('the page shows the buttons of all 300 rows and never scrolls sideways', async ({ world }) => {
  const { page } = world
  await page.drop(name(300, 'many'))
  await expect.poll(page.status, LONG).toMatch(/^(3\d\d) of \1 uploaded/)
  const whole = await page.listWholeRows(2000)
  expect(whole.filter((row) => row.startsWith('many-'))).toHaveLength(300)
  await world.picture('many')
  expect(await page.listSideways()).toEqual([])
  expect(world.takeComplaints()).toEqual([])
})
