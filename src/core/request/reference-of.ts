import { type HistoryEntry, kindOfEntry, type MediaFacts, titleOf } from '../history/history.ts'
import type { NewReference } from './composer.ts'
import type { Reference } from './reference.ts'

export function referenceOfEntry(entry: HistoryEntry): NewReference {
  return {
    url: entry.result.url,
    name: titleOf(entry),
    mediaType: entry.result.mediaType,
    kind: kindOfEntry(entry),
    media: entry.media,
    gateway: entry.gateway,
  }
}

/** Adds the media facts of the history, which may be newer than the references. */
export function withMedia(
  references: readonly Reference[],
  entries: Iterable<HistoryEntry>,
): readonly Reference[] {
  const wanted = new Set(references.map(({ url }) => url))
  const known = new Map<string, MediaFacts>()
  for (const { result, media } of entries) {
    if (media && wanted.has(result.url)) known.set(result.url, media)
  }
  if (known.size === 0) return references
  return references.map((reference) => {
    const media = known.get(reference.url)
    return media ? { ...reference, media } : reference
  })
}
