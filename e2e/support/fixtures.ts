import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type Faults, faultsOf } from './gateway.ts'
import { createKeySweep, type KeySweep } from './key-sweep.ts'
import { keyPanel, saveKey } from './pages/key-panel.ts'
import { recordPresses } from './presses.ts'
import { type Site, startSite } from './server.ts'
import { startUpstream } from './upstream.ts'

/** A key that the sandbox accepts when it stands in for varg.ai. */
export const KEY = 'varg_story_0123456789abcdef'

/** Servers that the stories of a worker share, because each takes a second to start. */
interface Servers {
  /** Removes uploads and faults of a server. Starts the server when it does not run. */
  refresh: (name: string, environment?: Record<string, string>) => Promise<Site>
}

interface Fixtures {
  site: Site
  /** A server in another process, with control of the faults of its sandbox. */
  gateway: Site & Faults
  /** A server whose upstream is the sandbox of `gateway`. */
  vargSite: Site
  /** Opens the page of `vargSite` and saves a valid key. */
  openVarg: () => Promise<void>
  /** Starts another server, which stops at the end of the story. */
  startSite: typeof startSite
  /** Starts a gateway with the responses of the story. It stops at the end of the story. */
  startUpstream: typeof startUpstream
  /** False when a story expects errors in the console. */
  watchesConsole: boolean
  /** False when a story leaks keys on purpose. */
  sweepsKeys: boolean
  /** False when a story measures costs, because recording buttons costs time. */
  recordsPresses: boolean
  /** Fails the story when a whole key left the page. Searches all its profiles and servers. */
  keySweep: KeySweep
  /** Fails the story on uncaught errors and console errors, including policy violations. */
  page: Page
}

/** Provides a function that starts servers, and stops all of them at the end. */
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
 * Each story has its own profile, and servers without uploads and faults.
 * It ends with a search for keys in everything that left the page.
 */
export const test = base.extend<Fixtures, { servers: Servers }>({
  watchesConsole: [true, { option: true }],

  sweepsKeys: [true, { option: true }],

  recordsPresses: [true, { option: true }],

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

  context: async ({ context, keySweep, recordsPresses }, use) => {
    await keySweep.watch(context)
    if (recordsPresses) await recordPresses(context)
    await use(context)
  },

  startSite: ({ keySweep }, use) =>
    lend(async (environment: Record<string, string> = {}, ...rest) => {
      const site = await startSite(environment, ...rest)
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
      // The browser logs each response with an error status. Stories expect those.
      if (type === 'error' && !text.startsWith('Failed to load resource')) errors.push(text)
    })
    await use(page)
    if (testInfo.status !== testInfo.expectedStatus || page.isClosed()) return
    if (watchesConsole) expect(errors).toEqual([])
  },
})

export { expect }
