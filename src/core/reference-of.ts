import type { NewReference } from './composer.ts'
import { type HistoryEntry, keyOfEntry, kindOfEntry, titleOf } from './history.ts'

/** A file of the history as a request refers to it. */
export function referenceOfEntry(entry: HistoryEntry): NewReference {
  return {
    url: entry.result.url,
    name: titleOf(entry),
    mediaType: entry.result.mediaType,
    kind: kindOfEntry(entry),
    media: entry.media,
    gateway: entry.gateway,
    entry: keyOfEntry(entry),
  }
}
