import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { samplePath } from '../support/files.ts'
import { faultsOf } from '../support/gateway.ts'
import { PUBLIC, startImportSite } from '../support/import-site.ts'
import { freePort } from '../support/server.ts'
import { type EngineName, missingReason } from './engines.ts'
import { openFirefox } from './firefox.ts'
import { openChromium } from './open-chromium.ts'
import type { SmokeBrowser } from './smoke-browser.ts'
import { createSmokePage, type SmokePage, soon } from './smoke-page.ts'
import { type Relay, watchSite } from './watched-site.ts'
import { openWebKit } from './webkit.ts'

export { expect }

interface World {
  /** Opens the page at a new origin without stored data, behind a relay that can disconnect it. */
  openNew: (relay?: Relay) => Promise<void>
  /** The URL of the server, without the relay. */
  siteUrl: string
  browser: SmokeBrowser
  page: SmokePage
  /** Controls the sandbox, which is also the upstream of the proxy. */
  faults: ReturnType<typeof faultsOf>
  /** Breaks the connections of the page and refuses new ones. */
  cut: () => void
  mend: () => void
  takeComplaints: () => string[]
  /** The folder of downloads. */
  downloads: string
  /**
   * Expects no horizontal scrolling at the widths of a phone and a desktop.
   * Saves screenshots in failed tests, and in all with SMOKE_PICTURES=1.
   */
  look: (name: string) => Promise<void>
}

/**
 * Maximum costs of all tests of one engine. They keep a run of all engines under two minutes on two
 * cores, without measuring time. `count-tests.ts` has the maximum number of tests.
 */
const MAX = { files: 335, bytes: 44_000_000, loads: 24 }

const OPENERS = { webkit: openWebKit, firefox: openFirefox, chromium: openChromium }

/** A resized window can cause this error, which is no fault of the page. */
const LATE = 'ResizeObserver loop'

/** A key that the sandbox accepts when it stands in for varg.ai. */
export const KEY = 'varg_smoke_0123456789abcdef'

/** A host whose every URL is a picture. The server imports from it. */
export const MEDIA_HOST = 'media.example'

/** Widths in CSS pixels. */
const DESKTOP = 1280
export const PHONE = 390

/** Timeout of a batch with a few hundred files. */
export const LONG = { timeout: 60_000 }

const PICTURES = fileURLToPath(new URL('../results/smoke-pictures/', import.meta.url))

/** Each engine has one server and one browser for all of its tests. */
export const test = base.extend<
  { relay: Relay; installed: undefined; opened: undefined },
  {
    engine: EngineName
    site: Awaited<ReturnType<typeof startImportSite>>
    downloads: string
    driver: SmokeBrowser
    world: World
  }
>({
  engine: ['webkit', { option: true, scope: 'worker' }],
  relay: [{}, { option: true }],

  site: [
    async ({}, use) => {
      const port = await freePort()
      const upstream = { VARG_GATEWAY_URL: `http://localhost:${port}/sandbox` }
      const site = await startImportSite(
        { [MEDIA_HOST]: [[PUBLIC]] },
        (_, response) => response.end(readFileSync(samplePath('jpg'))),
        [],
        upstream,
        port,
      )
      await use(site)
      await site.stop()
    },
    { scope: 'worker' },
  ],

  downloads: [
    async ({}, use) => {
      const downloads = await mkdtemp(join(tmpdir(), 'refdrop-downloads-'))
      await use(downloads)
      await rm(downloads, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  driver: [
    async ({ engine, downloads }, use) => {
      const driver = await OPENERS[engine](downloads)
      await use(driver)
      await driver.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  world: [
    async ({ engine, site, downloads, driver }, use) => {
      let watched = await watchSite(site.url, {})
      const costs = { files: 0, bytes: 0, loads: 0 }
      const page = createSmokePage(driver, (files) => {
        costs.files += files.length
        for (const file of files) costs.bytes += 'size' in file ? file.size : 0
      })
      const open = (url: string) => {
        costs.loads += 1
        return driver.open(url)
      }
      const picture = async (name: string, width: number) => {
        mkdirSync(PICTURES, { recursive: true })
        writeFileSync(`${PICTURES}${engine}-${name}-${width}.png`, await driver.screenshot())
      }
      await use({
        async openNew(relay = {}) {
          const before = watched
          watched = await watchSite(site.url, relay)
          await open(watched.url)
          before.stop()
        },
        siteUrl: site.url,
        browser: { ...driver, open },
        page,
        faults: faultsOf(site),
        cut: () => watched.cut(),
        mend: () => watched.mend(),
        takeComplaints: () => watched.takeComplaints().filter((text) => !text.startsWith(LATE)),
        downloads,
        async look(name) {
          const isFailed = name.startsWith('failed')
          for (const width of [PHONE, DESKTOP]) {
            await driver.resize(width)
            if (isFailed || process.env.SMOKE_PICTURES) {
              // The page adapts to the new width in the next frames.
              await new Promise((resolve) => setTimeout(resolve, 400))
              await picture(name, width)
            }
            if (isFailed) continue
            await soon(page.overflow).toBe(0)
            // Chips scroll on phones.
            if (width === DESKTOP) await soon(page.listSideways).toEqual([])
          }
        },
      })
      watched.stop()
      for (const cost of ['files', 'bytes', 'loads'] as const) {
        expect(costs[cost], `${cost} of ${engine}`).toBeLessThanOrEqual(MAX[cost])
      }
    },
    { scope: 'worker' },
  ],

  installed: [
    async ({ engine }, use, testInfo) => {
      const reason = missingReason(engine)
      testInfo.skip(reason !== undefined, reason)
      await use(undefined)
    },
    { auto: true },
  ],

  /** Opens the page of the sandbox before each test. */
  opened: [
    async ({ relay, installed, world }, use, testInfo) => {
      await world.faults.make({})
      await world.browser.resize(DESKTOP)
      await world.openNew(relay)
      await world.page.trySandbox()
      await use(installed)
      const { status, expectedStatus, title } = testInfo
      if (status === expectedStatus) return expect(world.takeComplaints()).toEqual([])
      world.takeComplaints()
      await world.look(`failed-${title.replaceAll(/\W+/g, '-')}`).catch(() => {})
    },
    { auto: true },
  ],
})
