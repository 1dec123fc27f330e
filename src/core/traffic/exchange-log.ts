import type { Exchange } from './exchange.ts'
import { type Archive, createLogArchive } from './log-archive.ts'

interface Limits {
  /** Most calls that a log holds. */
  mostLines?: number
  /** Most characters of answers that it holds: a gateway may answer with long ones. */
  mostCharacters?: number
}

const MOST_LINES = 5_000
const MOST_CHARACTERS = 32 * 1024 * 1024

/** Milliseconds for which all stay at hand when nobody watches any more: people come back from another tab. */
const TIMEOUTS = 60_000

/** So many calls are set aside at a time, and as many stay at hand. */
const PART = 100

export type ExchangeLog = ReturnType<typeof createExchangeLog>

/**
 * Every call since the page was opened, in the order in which they were over; the oldest go first.
 *
 * A call takes some 2 kB of the page's heap, so that all but the newest are set aside as text
 * while nobody watches. Who subscribes finds the newest at once and is told when all are there.
 */
export function createExchangeLog(
  setAside: Archive,
  { mostLines = MOST_LINES, mostCharacters = MOST_CHARACTERS }: Limits = {},
) {
  const listeners = new Set<() => void>()
  const older = createLogArchive(setAside, tellSoon)
  /** The newest, after those that are set aside. */
  let lines: Exchange[] = []
  let characters = 0
  let waiting = false
  let puttingBack: ReturnType<typeof setTimeout> | undefined
  /** What was given out is never changed. */
  let givenOut: readonly Exchange[] | undefined

  /** Together, for a log that is watched changes with each of a thousand files. */
  function tellSoon(): void {
    givenOut = undefined
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      for (const listener of listeners) listener()
    }, 100)
  }

  function isTooMuch(): boolean {
    const count = older.count() + lines.length
    return count > mostLines || (characters > mostCharacters && count > 1)
  }

  function dropOldest(): void {
    const dropped = older.dropOldest()
    if (dropped !== undefined) characters -= dropped
    else characters -= lengthOf(lines.shift() as Exchange)
  }

  return {
    add(exchange: Exchange): void {
      lines.push(exchange)
      characters += lengthOf(exchange)
      while (isTooMuch()) dropOldest()
      if (lines.length >= 2 * PART) {
        const oldest = lines.splice(0, PART)
        older.add(oldest, oldest.map(lengthOf))
      }
      tellSoon()
    },

    /** The same array until something changes. What is set aside is in it while somebody watches. */
    all(): readonly Exchange[] {
      givenOut ??= [...older.all(), ...lines]
      return givenOut
    },

    clear(): void {
      lines = []
      older.clear()
      characters = 0
      tellSoon()
    },

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      clearTimeout(puttingBack)
      older.takeOut()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        puttingBack = setTimeout(() => {
          older.putBack()
          givenOut = undefined
        }, TIMEOUTS)
      }
    },
  }
}

function lengthOf({ response }: Exchange): number {
  const headers = response?.headers ?? []
  const start = response?.body.length ?? 0
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length, start)
}
