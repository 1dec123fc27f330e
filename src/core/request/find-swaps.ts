import { NO_FILTER } from '../history/entry-filter.ts'
import { createFinder } from '../history/find-entries.ts'
import { type HistoryEntry, kindOfEntry } from '../history/history.ts'
import { kindInUrl } from '../media/media-kind.ts'
import { isFullWebUrl } from '../text/url-link.ts'
import type { NewReference } from './composer.ts'
import { matchPasted } from './paste/pasted-references.ts'
import type { Reference } from './reference.ts'
import { referenceOfEntry } from './reference-of.ts'

/** Maximum number of files that are listed. */
const MOST = 50

/** Searches for files that may replace a reference. Keep it while the search is shown. */
export function createSwapFinder() {
  const { find } = createFinder()

  /**
   * Returns files of the history, newest first, with the same kind before others. A URL finds
   * itself. Its extension decides the kind. The fallback is the kind of the reference.
   */
  return (
    text: string,
    reference: Pick<Reference, 'url' | 'kind'>,
    entries: readonly HistoryEntry[],
  ): NewReference[] => {
    const url = text.trim()
    if (isFullWebUrl(url)) {
      return matchPasted([{ url, kind: kindInUrl(url) ?? reference.kind }], entries)
    }
    const found = find(entries, { ...NO_FILTER, text }, Date.now()).filter(
      ({ result }) => result.url !== reference.url,
    )
    const isSame = (entry: HistoryEntry) => kindOfEntry(entry) === reference.kind
    const same = found.filter(isSame)
    const others = found.filter((entry) => !isSame(entry))
    // Two keys may have the same file.
    const listed = [...same, ...others].slice(0, MOST).map(referenceOfEntry)
    return [...new Map(listed.map((one) => [one.url, one])).values()]
  }
}
