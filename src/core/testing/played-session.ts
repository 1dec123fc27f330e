import { contentKey } from '../api/content.ts'
import type { HistoryEntry } from '../history/history.ts'
import { createSession, type Session } from '../session/session.ts'
import type { StoredUpload, TabNews } from '../session/stored.ts'
import type { UploadId } from '../uploads/upload.ts'
import {
  createWorld,
  fileNamed,
  finishAll,
  hashFor,
  type Play,
  playQueue,
  resultFor,
} from './played-queue.ts'

/** A write to the storage as text: `keep a b`, `forget a`, `finish a with its entry`. */
type Write = string

/** The storage of a browser. Bytes are stored as soon as they are wanted. */
export function createBrowser() {
  return {
    uploads: new Map<string, StoredUpload>(),
    results: new Map<string, HistoryEntry>(),
    bytes: new Map<string, File>(),
    alive: new Set<string>(),
    /** A closing page still keeps uploads, but merges no entries. */
    isClosing: false,
    writes: [] as Write[],
    /** Resolves when no tab adopts files. */
    adopting: Promise.resolve() as Promise<unknown>,
  }
}

export type Browser = ReturnType<typeof createBrowser>

export interface Page extends Play {
  session: Session
  /** Messages to the other tabs. */
  posted: TabNews[]
  /** Keys of bytes that the page wanted, adopted and released. */
  wanted: string[]
  adopted: string[]
  released: string[]
  restore(): Promise<void>
  onMessage(news: TabNews): void
  /** Adds files and hashes them. */
  addHashed(...paths: string[]): Promise<void>
  /** Adds files and sends them. */
  upload(...paths: string[]): Promise<void>
  idOf(path: string): UploadId
  /** `path: stage`, in the order of the list. */
  list(): string[]
  /** Closes the page at once, as a crash does. */
  close(): void
}

/** Opens a page in a tab. The test ends its sends. */
export function openPage(browser: Browser, tab: string): Page {
  const play = playQueue(createWorld())
  const { store, queue } = play
  const posted: TabNews[] = []
  const wanted: string[] = []
  const adopted: string[] = []
  const released: string[] = []
  const { uploads, results, bytes, alive, writes } = browser
  alive.add(tab)

  const pathsOf = (keys: readonly string[]) => keys.flatMap((key) => uploads.get(key)?.path ?? [])

  async function keep(kept: readonly StoredUpload[]): Promise<void> {
    // A closed page writes nothing, although its timers are still set.
    if (!alive.has(tab)) return
    for (const upload of kept) uploads.set(upload.key, structuredClone(upload))
    writes.push(`keep ${kept.map(({ path }) => path).join(' ')}`)
  }

  const session = createSession({
    store,
    storage: {
      uploads: async () => [...uploads.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
      keep,
      adopt: keep,
      async forget(keys) {
        writes.push(['forget', ...pathsOf(keys)].join(' '))
        for (const key of keys) {
          uploads.delete(key)
          bytes.delete(key)
        }
      },
      async finish(done) {
        if (!alive.has(tab) || browser.isClosing) return
        for (const { upload, entry } of done) {
          bytes.delete(upload.key)
          if (entry) {
            uploads.delete(upload.key)
            results.set(contentKey(entry), structuredClone(entry))
          } else uploads.set(upload.key, structuredClone(upload))
          writes.push(`finish ${upload.path}${entry ? ' with its entry' : ''}`)
        }
      },
      entryKeys: async () => [...results.keys()],
      entry: async (key) => results.get(key),
      async forgetEntries(keys) {
        for (const key of keys) results.delete(key)
      },
      bytes: async (key) => bytes.get(key),
      bytesKeys: async () => [...bytes.keys()],
    },
    tabs: {
      id: tab,
      alive: async () => new Set(alive),
      alone(work) {
        const mine = browser.adopting.then(work)
        browser.adopting = mine
        return mine
      },
      post: (news) => posted.push(structuredClone(news)),
    },
    bytes: {
      want(key, file) {
        wanted.push(key)
        bytes.set(key, file)
      },
      release(key) {
        released.push(key)
        return bytes.delete(key)
      },
      adopt: (key) => void adopted.push(key),
    },
  })

  const page: Page = {
    ...play,
    session,
    posted,
    wanted,
    adopted,
    released,
    restore: () => session.restore(queue.add),
    onMessage: (news) => session.onMessage(structuredClone(news), queue.add),
    idOf: (path) => Array.from(store.all()).find((upload) => upload.path === path)?.id ?? 0,
    list: () => Array.from(store.all()).map(({ path, stage }) => `${path}: ${stage.name}`),
    close: () => void alive.delete(tab),

    async addHashed(...paths) {
      queue.add(paths.map((path) => fileNamed(path)))
      while (play.hashes.length > 0) await finishAll(play.hashes)
    },

    async upload(...paths) {
      await page.addHashed(...paths)
      while (play.sends.length > 0) {
        for (const { id } of play.sends) {
          const upload = store.get(id)
          if (upload) session.remember(upload, contentOf(upload.path), resultFor(upload.path))
        }
        await finishAll(play.sends)
      }
    },
  }
  return page
}

/** The content of this path for the account "me" at varg.ai. */
export function contentOf(path: string) {
  return { gateway: 'varg', account: 'me', hash: hashFor(path) } as const
}
