import type { Exchange } from './exchange.ts'

/** Stores text outside the heap of the page. @returns reads the text, as often as called */
export type StoreText = (text: string) => () => Promise<string>

/** Exchanges that are stored as one text. */
interface Part {
  /** Characters of each remaining exchange, oldest first. Dropped ones are not listed. */
  lengths: number[]
  read: () => Promise<string>
  /** The remaining exchanges, while they are loaded. */
  exchanges: readonly Exchange[] | undefined
}

/**
 * Stores exchanges as text, in the order in which they are added, until they are loaded.
 *
 * @param onLoaded called after each part that `load` has read
 */
export function createLogArchive(storeText: StoreText, onLoaded: () => void) {
  let parts: Part[] = []
  let isLoaded = false

  async function read(part: Part): Promise<void> {
    const exchanges = JSON.parse(await part.read()) as Exchange[]
    if (!isLoaded || !parts.includes(part)) return
    part.exchanges = exchanges.slice(exchanges.length - part.lengths.length)
    onLoaded()
  }

  return {
    /** @param lengths characters of each exchange */
    add(exchanges: readonly Exchange[], lengths: number[]): void {
      const part = { lengths, read: storeText(JSON.stringify(exchanges)) }
      parts.push({ ...part, exchanges: isLoaded ? exchanges : undefined })
    },

    count: () => parts.reduce((sum, { lengths }) => sum + lengths.length, 0),

    loaded: () => parts.flatMap(({ exchanges = [] }) => exchanges),

    /** @returns the characters of the dropped exchange, undefined when the archive is empty */
    dropOldest(): number | undefined {
      const [part] = parts
      const length = part?.lengths.shift()
      if (part?.exchanges) part.exchanges = part.exchanges.slice(1)
      if (part?.lengths.length === 0) parts.shift()
      return length
    },

    load(): void {
      if (isLoaded) return
      isLoaded = true
      // The browser may have lost a text. The other parts are still shown.
      for (const part of parts) read(part).catch(() => {})
    },

    unload(): void {
      isLoaded = false
      for (const part of parts) part.exchanges = undefined
    },

    clear(): void {
      parts = []
    },
  }
}
