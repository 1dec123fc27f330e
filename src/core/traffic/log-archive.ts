import type { Exchange } from './exchange.ts'

/** Puts text where it takes no room in the heap of the page. @returns reads it, as often as asked */
export type Archive = (text: string) => () => Promise<string>

/** Calls that were set aside together. */
interface Part {
  /** Characters of each that is left, oldest first: the ones before are dropped. */
  lengths: number[]
  read: () => Promise<string>
  /** Those that are left, while they are taken out. */
  calls: readonly Exchange[] | undefined
}

/**
 * Calls in the order in which they are added, as text but while they are taken out.
 *
 * @param changed called when calls that were asked for are there
 */
export function createLogArchive(setAside: Archive, changed: () => void) {
  let parts: Part[] = []
  let isOut = false

  async function read(part: Part): Promise<void> {
    const calls = JSON.parse(await part.read()) as Exchange[]
    if (!isOut || !parts.includes(part)) return
    part.calls = calls.slice(calls.length - part.lengths.length)
    changed()
  }

  return {
    /** @param lengths characters of each call */
    add(calls: readonly Exchange[], lengths: number[]): void {
      const part = { lengths, read: setAside(JSON.stringify(calls)) }
      parts.push({ ...part, calls: isOut ? calls : undefined })
    },

    count: () => parts.reduce((sum, { lengths }) => sum + lengths.length, 0),

    /** Those that are taken out. */
    all: () => parts.flatMap(({ calls = [] }) => calls),

    /** @returns its characters; undefined where there is none */
    dropOldest(): number | undefined {
      const [part] = parts
      const length = part?.lengths.shift()
      if (part?.calls) part.calls = part.calls.slice(1)
      if (part?.lengths.length === 0) parts.shift()
      return length
    },

    takeOut(): void {
      if (isOut) return
      isOut = true
      // The browser says of a text that it lost only that it cannot be read: the others count.
      for (const part of parts) read(part).catch(() => {})
    },

    putBack(): void {
      isOut = false
      for (const part of parts) part.calls = undefined
    },

    clear(): void {
      parts = []
    },
  }
}
