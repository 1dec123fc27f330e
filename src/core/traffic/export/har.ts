import { redactAll } from '../../api/key.ts'
import type { Exchange } from '../exchange.ts'
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
 * Creates an archive for the network panels of browsers, with the earliest call first. Contains no
 * key and no bytes of sent files.
 *
 * @param version version of Refdrop
 */
export function toHar(exchanges: readonly Exchange[], version: string): Har {
  const ordered = exchanges.toSorted((one, other) => one.at - other.at)
  return {
    log: {
      version: '1.2',
      creator: { name: 'Refdrop', version },
      pages: [],
      // Redacts the entries again, because the query holds decoded parts of the URL.
      entries: ordered.map((exchange) => redactAll(harEntryOf(redactExchange(exchange)))),
    },
  }
}

/** The archive as the text of a file. */
export function harText(exchanges: readonly Exchange[], version: string): string {
  return `${JSON.stringify(toHar(exchanges, version), null, 2)}\n`
}
