import { type KnownUrls, parseWebUrl } from '../../core/api/gateway-url.ts'
import type { HistoryEntry } from '../../core/history/history.ts'
import type { NewReference } from '../../core/request/composer.ts'
import { matchPasted, readPasted } from '../../core/request/paste/pasted-references.ts'

/** Finds the files of the gateway in code or text. The history has names for them. */
export function readReferences(text: string, entries: readonly HistoryEntry[]): NewReference[] {
  return matchPasted(readPasted(text, knownUrlsOf(entries)), entries)
}

/** The URLs of the history, by which URLs of other hosts are recognized. */
function knownUrlsOf(entries: readonly HistoryEntry[]): KnownUrls {
  const urls = new Set(entries.map(({ result }) => result.url))
  const hosts = new Set<string>()
  for (const url of urls) {
    const host = parseWebUrl(url)?.host
    if (host !== undefined) hosts.add(host)
  }
  return { has: (url) => urls.has(url), hosts }
}
