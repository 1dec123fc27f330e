import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type Faults, faultsOf } from './gateway.ts'
import { createKeySweep, type KeySweep } from './key-sweep.ts'
import { keyPanel, saveKey } from './pages/key-panel.ts'
import { type Site, startSite } from './server.ts'
import { startUpstream } from './upstream.ts'

/** A good key of varg.ai. */
export const KEY = 'varg_story_0123456789abcdef'

/** Servers that one story after the other uses, for each takes a second to start. */
interface Servers {
  /** As good as new: nothing uploaded, no faults. One that was stopped is started again. */
  refresh: (name: string, environment?: Record<string, string>) => Promise<Site>
}

interface Fixtures {
  site: Site
  /** A sandbox in another process. */
  gateway: Site & Faults
  /** A server whose varg.ai is `gateway`. */
  vargSite: Site
  /** Opens the page of `vargSite` with a key that works. */
  openVarg: () => Promise<void>
  /** Starts one more server; it ends with the story. */
  startSite: typeof startSite
  /** Starts a gateway that misbehaves; it ends with the story. */
  startUpstream: typeof startUpstream
  /** False where a story makes the browser complain on purpose. */
  watchesConsole: boolean
  /** False where a story lets keys leak on purpose. */
  sweepsKeys: boolean
  /** Watches all profiles of the story's browser and all its servers: no whole key may leave the page. */
  keySweep: KeySweep
  /** Watches the console: a story may leave no error and no breach of the page's policy behind. */
  page: Page
}

/** Lends a way to start something, and stops whatever was started with it. */
async function lend<A extends unknown[], T extends { stop: () => Promise<void> }>(
  start: (...settings: A) => Promise<T>,
  use: (start: (...settings: A) => Promise<T>) => Promise<void>,
): Promise<void> {
  const started: T[] = []
  await use(async (...settings) => {
    const one = await start(...settings)
    started.push(one)
    return one
  })
  await Promise.all(started.map((one) => one.stop()))
}

/**
 * Each story has servers without uploads and faults, and a profile of its own. It ends with a
 * search for keys in everything that left the page.
 */
export const test = base.extend<Fixtures, { servers: Servers }>({
  watchesConsole: [true, { option: true }],

  sweepsKeys: [true, { option: true }],

  keySweep: [
    async ({ browser, sweepsKeys }, use, testInfo) => {
      const sweep = createKeySweep([KEY])
      const watch = (context: BrowserContext) => void sweep.watch(context).catch(() => {})
      browser.on('context', watch)
      await use(sweep)
      browser.off('context', watch)
      if (!sweepsKeys || testInfo.errors.length > 0) return
      expect(await sweep.findKeys(), 'whole keys outside of the keyring').toEqual([])
    },
    { auto: true },
  ],

  context: async ({ context, keySweep }, use) => {
    await keySweep.watch(context)
    await use(context)
  },

  startSite: ({ keySweep }, use) =>
    lend(async (environment: Record<string, string> = {}, port?: number) => {
      const site = await startSite(environment, port)
      keySweep.addKey(environment.VARG_API_KEY ?? '')
      keySweep.watchServer(site)
      return site
    }, use),

  startUpstream: ({}, use) => lend(startUpstream, use),

  servers: [
    async ({}, use) => {
      const sites = new Map<string, Site>()
      await use({
        async refresh(name, environment = {}) {
          const key = JSON.stringify([name, environment])
          const site = sites.get(key)
          if (!site?.runs()) {
            const started = await startSite(environment)
            sites.set(key, started)
            return started
          }
          await faultsOf(site).make({})
          await site.forget()
          return site
        },
      })
      await Promise.all(Array.from(sites.values(), (site) => site.stop()))
    },
    { scope: 'worker' },
  ],

  site: async ({ servers, keySweep }, use) => {
    const site = await servers.refresh('site')
    keySweep.watchServer(site, site.printed().length)
    await use(site)
  },

  gateway: async ({ servers, keySweep }, use) => {
    const site = await servers.refresh('gateway')
    keySweep.watchServer(site, site.printed().length)
    await use({ ...site, ...faultsOf(site) })
  },

  vargSite: async ({ servers, gateway, keySweep }, use) => {
    const address = { VARG_GATEWAY_URL: `${gateway.url}/sandbox` }
    const site = await servers.refresh('varg', address)
    keySweep.watchServer(site, site.printed().length)
    await use(site)
  },

  openVarg: ({ page, vargSite }, use) =>
    use(async () => {
      await page.goto(vargSite.url)
      await saveKey(page, KEY)
      await expect(keyPanel(page).works).toBeVisible()
    }),

  page: async ({ page, watchesConsole }, use, testInfo) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      const { type, text } = { type: message.type(), text: message.text() }
      // The browser itself logs every answer that is no 200; those are what stories are about.
      if (type === 'error' && !text.startsWith('Failed to load resource')) errors.push(text)
    })
    await use(page)
    if (testInfo.status !== testInfo.expectedStatus || page.isClosed()) return
    if (watchesConsole) expect(errors).toEqual([])
  },
})

export { expect }
