import { isForeignUrl, type KnownUrls, parseWebUrl } from '../../core/api/gateway-url.ts'
import type { HistoryEntry } from '../../core/history/history.ts'
import { MAX_IMPORTS } from '../../core/intake/url-imports.ts'
import type { NewReference } from '../../core/request/composer.ts'
import type { Draft } from '../../core/request/draft.ts'
import { readAddresses } from '../../core/request/given-addresses.ts'
import { applySettings } from '../../core/request/paste/apply-settings.ts'
import { matchPasted, readPasted } from '../../core/request/paste/pasted-references.ts'

export interface ReadRequest {
  references: NewReference[]
  /** Other changes to the draft. Undefined when the text is not a request. */
  change: Partial<Draft> | undefined
  /** URLs to import: those outside of gateways, in a text that contains only URLs. */
  foreign: string[]
}

/**
 * Reads a request from code, or media URLs from text. Names come from the history.
 *
 * @param own URLs on the hosts of this page and of the gateway
 */
export function readReferences(
  text: string,
  entries: readonly HistoryEntry[],
  draft: Draft,
  own: readonly string[],
): ReadRequest {
  const pasted = readPasted(text, knownUrlsOf(entries))
  const references = matchPasted(pasted.references, entries)
  const { settings } = pasted
  return {
    references,
    change: settings && applySettings(settings, draft),
    foreign: readAddresses(text) ? listForeign(references, own).slice(0, MAX_IMPORTS) : [],
  }
}

/** The URLs of references that no gateway has. */
export function listForeign(references: readonly NewReference[], own: readonly string[]): string[] {
  return references.flatMap(({ url, gateway }) =>
    gateway === undefined && isForeignUrl(url, own) ? url : [],
  )
}

/** The URLs and hosts of the history, by which media URLs are recognized. */
function knownUrlsOf(entries: readonly HistoryEntry[]): KnownUrls {
  const urls = new Set(entries.map(({ result }) => result.url))
  const hosts = new Set<string>()
  for (const url of urls) {
    const host = parseWebUrl(url)?.host
    if (host !== undefined) hosts.add(host)
  }
  return { has: (url) => urls.has(url), hosts }
}
