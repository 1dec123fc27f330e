import { type Exchange, redactAll } from '../exchange.ts'
import { type HarEntry, harEntryOf } from './har-entry.ts'
import { redactExchange } from './redact-exchange.ts'

/** An HTTP Archive 1.2: http://www.softwareishard.com/blog/har-12-spec/ */
export interface Har {
  log: {
    version: '1.2'
    creator: { name: string; version: string }
    pages: never[]
    entries: HarEntry[]
  }
}

/**
 * Calls as an archive that network panels of browsers open, the earliest first. It holds no key,
 * and no byte of the files that were sent.
 *
 * @param version of Refdrop
 */
export function toHar(exchanges: readonly Exchange[], version: string): Har {
  const ordered = exchanges.toSorted((one, other) => one.at - other.at)
  return {
    log: {
      version: '1.2',
      creator: { name: 'Refdrop', version },
      pages: [],
      // Once more at the end: what stood encoded in a URL stands plainly in its query.
      entries: ordered.map((exchange) => redactAll(harEntryOf(redactExchange(exchange)))),
    },
  }
}

/** The archive as a file holds it. */
export function harText(exchanges: readonly Exchange[], version: string): string {
  return `${JSON.stringify(toHar(exchanges, version), null, 2)}\n`
}
