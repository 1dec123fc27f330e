import { createBatch } from '../state/batch.ts'
import { createValue } from '../state/value.ts'
import type { Exchange } from './exchange.ts'
import { createLogArchive, type StoreText } from './log-archive.ts'

interface Limits {
  maxExchanges?: number
  /** Maximum characters of bodies and headers in the log. A gateway may send long ones. */
  maxCharacters?: number
}

const MAX_EXCHANGES = 5_000
const MAX_CHARACTERS = 32 * 1024 * 1024

/** Milliseconds from the last unsubscribe to the unload, because users return from other tabs. */
const UNLOAD_DELAY = 60_000

/** Milliseconds over which changes are gathered into one notification. */
const NOTIFY_INTERVAL = 100

/** Number of exchanges that are archived together. At least as many stay in memory. */
const PART = 100

export type ExchangeLog = ReturnType<typeof createExchangeLog>

/**
 * Every exchange since the page was opened, in order of completion. The oldest are dropped first.
 *
 * An exchange takes about 2 kB of heap. Without subscribers, all except the newest are archived as
 * text. Subscribers get the newest entries immediately, and notifications while the archive loads.
 */
export function createExchangeLog(
  storeText: StoreText,
  { maxExchanges = MAX_EXCHANGES, maxCharacters = MAX_CHARACTERS }: Limits = {},
) {
  const version = createValue(0)
  const changes = createBatch<void>(NOTIFY_INTERVAL, () => version.set(version.get() + 1))
  const archive = createLogArchive(storeText, onChange)
  /** The exchanges after the archived ones. */
  let newest: Exchange[] = []
  let characters = 0
  let subscribers = 0
  let unloading: ReturnType<typeof setTimeout> | undefined
  /** The array that `all` returned last, which is never mutated. */
  let snapshot: readonly Exchange[] | undefined

  function onChange(): void {
    snapshot = undefined
    changes.add()
  }

  function isOverLimit(): boolean {
    const count = archive.count() + newest.length
    return count > maxExchanges || (characters > maxCharacters && count > 1)
  }

  function dropOldest(): void {
    const dropped = archive.dropOldest()
    if (dropped !== undefined) characters -= dropped
    else characters -= lengthOf(newest.shift() as Exchange)
  }

  return {
    add(exchange: Exchange): void {
      newest.push(exchange)
      characters += lengthOf(exchange)
      while (isOverLimit()) dropOldest()
      if (newest.length >= 2 * PART) {
        const oldest = newest.splice(0, PART)
        archive.add(oldest, oldest.map(lengthOf))
      }
      onChange()
    },

    /** The same array until something changes. Archived exchanges are in it while loaded. */
    all(): readonly Exchange[] {
      snapshot ??= [...archive.loaded(), ...newest]
      return snapshot
    },

    clear(): void {
      newest = []
      archive.clear()
      characters = 0
      onChange()
    },

    /** Loads the archive. It is unloaded a minute after the last subscriber leaves. */
    subscribe(listener: () => void): () => void {
      const unsubscribe = version.subscribe(listener)
      subscribers += 1
      clearTimeout(unloading)
      archive.load()
      return () => {
        unsubscribe()
        subscribers -= 1
        if (subscribers > 0) return
        unloading = setTimeout(() => {
          archive.unload()
          snapshot = undefined
        }, UNLOAD_DELAY)
      }
    },
  }
}

function lengthOf({ request, response }: Exchange): number {
  const headers = response?.headers ?? []
  const start = (request.body?.text?.length ?? 0) + (response?.body.length ?? 0)
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length, start)
}
