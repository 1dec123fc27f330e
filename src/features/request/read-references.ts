import { type KnownUrls, parseWebUrl } from '../../core/api/gateway-url.ts'
import type { HistoryEntry } from '../../core/history/history.ts'
import type { NewReference } from '../../core/request/composer.ts'
import type { Draft } from '../../core/request/draft.ts'
import { applySettings } from '../../core/request/paste/apply-settings.ts'
import { matchPasted, readPasted } from '../../core/request/paste/pasted-references.ts'

export interface ReadRequest {
  references: NewReference[]
  /** What else the text says of the draft. Undefined when it is no request. */
  change: Partial<Draft> | undefined
}

/** Reads a request in code, or media in text. The history has names for them. */
export function readReferences(
  text: string,
  entries: readonly HistoryEntry[],
  draft: Draft,
): ReadRequest {
  const { references, settings } = readPasted(text, knownUrlsOf(entries))
  return {
    references: matchPasted(references, entries),
    change: settings && applySettings(settings, draft),
  }
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
