import type { Exchange } from './exchange.ts'

/** Most calls that a log holds. */
const MOST_LINES = 5_000

/** Most characters of answers that it holds: a gateway may answer with long ones. */
const MOST_CHARACTERS = 32 * 1024 * 1024

export type ExchangeLog = ReturnType<typeof createExchangeLog>

/** Every call since the page was opened, in the order in which they were over; the oldest go first. */
export function createExchangeLog(mostLines = MOST_LINES, mostCharacters = MOST_CHARACTERS) {
  const listeners = new Set<() => void>()
  let lines: Exchange[] = []
  /** What was given out is never changed. */
  let isGivenOut = false
  let characters = 0
  let waiting = false

  /** Together, for a log that is watched changes with each of a thousand files. */
  function tellSoon(): void {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      for (const listener of listeners) listener()
    }, 100)
  }

  function lengthOf({ response }: Exchange): number {
    const headers = response?.headers ?? []
    const start = response?.body.length ?? 0
    return headers.reduce((sum, [name, value]) => sum + name.length + value.length, start)
  }

  return {
    add(exchange: Exchange): void {
      if (isGivenOut) lines = [...lines]
      isGivenOut = false
      lines.push(exchange)
      characters += lengthOf(exchange)
      let gone = 0
      while (
        lines.length - gone > mostLines ||
        (characters > mostCharacters && gone < lines.length - 1)
      ) {
        characters -= lengthOf(lines[gone] as Exchange)
        gone += 1
      }
      if (gone > 0) lines.splice(0, gone)
      tellSoon()
    },

    /** The same array until something changes. */
    all(): readonly Exchange[] {
      isGivenOut = true
      return lines
    },

    clear(): void {
      lines = []
      isGivenOut = false
      characters = 0
      tellSoon()
    },

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
