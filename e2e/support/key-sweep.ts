import { readFile } from 'node:fs/promises'
import type { BrowserContext, ConsoleMessage, Download, Page, Request } from '@playwright/test'
import { SANDBOX_KEY } from '../../src/core/api/gateways.ts'
import { searchPage } from './search-page.ts'
import type { Site } from './server.ts'
import { TELL_COPIED, tellWhatIsCopied } from './tell-copied.ts'

/** Names of the entries in which the keyring stores keys. No other place may hold a key. */
const KEYRING = String.raw`^(?:/[^:]+:)?refdrop\.key\.(varg$|sandbox$|https?:)`

/** Keys that protect nothing, so that pages may show them. */
const PUBLIC_KEYS: readonly string[] = [SANDBOX_KEY]

/** Maximum milliseconds to read a page or a download. One that hangs is skipped. */
const TIMEOUTS = 3000

/** Searches for whole keys in everything that leaves the pages and servers of one story. */
export type KeySweep = ReturnType<typeof createKeySweep>

/** @param given keys to search for, in addition to those that pages save or send */
export function createKeySweep(given: readonly string[]) {
  const keys = new Set(given)
  /** Recorded texts, each with its place. */
  const seen: [place: string, text: string][] = []
  const found = new Set<string>()
  const reading: Promise<unknown>[] = []
  const servers: (() => string)[] = []
  const watched = new Map<BrowserContext, Promise<void>>()

  const note = (place: string, text: string | null | undefined) => {
    if (text) seen.push([place, text])
  }

  /** Reads in the background. Ignores errors, because the source can be gone. */
  const read = (work: Promise<void>) => {
    reading.push(work.catch(() => {}))
  }

  /** Adds a key to search for, unless it is empty or public. */
  function addKey(key: string): void {
    if (key !== '' && !PUBLIC_KEYS.includes(key)) keys.add(key)
  }

  function noteRequest(request: Request): void {
    const { authorization, ...headers } = request.headers()
    if (authorization !== undefined) addKey(authorization.replace(/^Bearer /, ''))
    note('URL', request.url())
    note('header', Object.values(headers).join('\n'))
    note('request body', request.postData())
  }

  function noteMessage(message: ConsoleMessage): void {
    note('console', message.text())
    // `text()` abbreviates objects.
    for (const part of message.args()) {
      read(part.jsonValue().then((value) => note('console', JSON.stringify(value))))
    }
  }

  function noteDownload(download: Download): void {
    note('download', download.suggestedFilename())
    read(
      download
        .path()
        .then((path) => readFile(path, 'utf8'))
        .then((text) => note('download', text)),
    )
  }

  async function begin(context: BrowserContext): Promise<void> {
    context.on('request', noteRequest)
    context.on('console', noteMessage)
    context.on('weberror', (error) => note('console', error.error().stack))
    context.on('download', noteDownload)
    context.on('framenavigated', (frame) => note('URL', frame.url()))
    context.on('page', (page) => lookBeforeClosing(page, () => lookAtPage(page)))
    for (const page of context.pages()) lookBeforeClosing(page, () => lookAtPage(page))
    lookBeforeClosing(context, () => look(context))
    await context.exposeBinding(TELL_COPIED, (_, text: string) => note('clipboard', text))
    await context.addInitScript(tellWhatIsCopied, TELL_COPIED)
  }

  async function lookAtPage(page: Page): Promise<void> {
    // The search fails on closed and crashed pages, which show nothing.
    const search = page.evaluate(searchPage, {
      known: [...keys],
      keyring: KEYRING,
      ignored: PUBLIC_KEYS,
    })
    const result = await within(search)
    for (const place of result?.places ?? []) found.add(place)
    for (const key of result?.saved ?? []) addKey(key)
  }

  /** Searches what the open pages show and store. Never throws. */
  async function look(context: BrowserContext): Promise<void> {
    await Promise.all(context.pages().map(lookAtPage))
    const cookies = await within(context.cookies())
    note('cookie', JSON.stringify(cookies))
  }

  return {
    addKey,

    /** Records the traffic of a profile from now on. Searches its pages before they close. */
    watch(context: BrowserContext): Promise<void> {
      const watching = watched.get(context) ?? begin(context)
      watched.set(context, watching)
      return watching
    },

    /** Searches the output of a server, without its first `from` characters. */
    watchServer({ printed }: Pick<Site, 'printed'>, from = 0): void {
      servers.push(() => printed().slice(from))
    },

    look,

    /** @returns the leaks found so far, each as the place and the text around the key */
    async findKeys(): Promise<string[]> {
      await Promise.all(reading.map(within))
      for (const printed of servers) note('server log', printed())
      for (const key of keys) {
        for (const [place, text] of seen) {
          const at = text.indexOf(key)
          if (at >= 0) found.add(`${place}: ${text.slice(Math.max(0, at - 80), at + 80)}`)
        }
      }
      return [...found]
    },
  }
}

/** Makes `close` search first, because a story can close pages and profiles before its end. */
function lookBeforeClosing(closing: BrowserContext | Page, look: () => Promise<void>): void {
  const close = closing.close.bind(closing)
  closing.close = async (options?: { reason?: string }) => {
    await look()
    await close(options)
  }
}

/** @returns undefined when the work fails or takes too long */
async function within<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), TIMEOUTS)
  })
  try {
    return await Promise.race([work, late])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
