import { contentKey } from '../core/api/content.ts'
import { ProblemError } from '../core/api/problem.ts'
import { type HistoryEntry, titleOf } from '../core/history/history.ts'
import { writeHistoryCsv } from '../core/history/history-csv.ts'
import { readHistoryFile, writeHistoryFile } from '../core/history/history-file.ts'
import { mergeHistories, startMerge } from '../core/history/merge-histories.ts'
import { addDrafts, removeDrafts } from '../core/request/add-drafts.ts'
import { writeRefs } from '../core/request/refs-file.ts'
import { LOCALE } from '../core/text/locale.ts'
import { actInSlices } from '../core/text/slices.ts'
import { isWebLink } from '../core/text/url-link.ts'
import type { TransferPorts } from '../features/settings/transfer-ports.ts'
import { readDraftOfFile, writeDraftsForFile } from '../storage/draft-file.ts'
import type { HistoryRecords } from '../storage/history-records.ts'
import { openRecords } from './open-drafts.ts'

/** Bytes. A history of 50,000 files with all thumbnails is smaller. */
const LARGEST_FILE = 200 * 1024 * 1024

/** Maximum number of imported requests. The menu that lists them is designed for fewer. */
const MOST_REQUESTS = 500

/** @param onImported called after an import */
export function createTransfer(
  records: HistoryRecords,
  onImported: () => void,
  drafts = openRecords(),
): TransferPorts {
  return {
    async exportAs(format, gateway) {
      const all = (await records.history()).filter(
        ({ removed, result }) => !removed && isWebLink(result.url),
      )
      const day = new Date().toISOString().slice(0, 10)
      if (format === 'json') {
        const requests = writeDraftsForFile(drafts.list())
        const text = writeHistoryFile(all, await records.thumbnails(), Date.now(), requests)
        const name = `refdrop-history-${day}.json`
        const counts = { count: all.length, requests: requests.length }
        return { name, mediaType: 'application/json', text, ...counts }
      }
      if (format === 'csv') {
        const name = `refdrop-history-${day}.csv`
        return { name, mediaType: 'text/csv', text: writeHistoryCsv(all), count: all.length }
      }
      const meant = all.filter((entry) => entry.gateway === gateway)
      const { compare } = new Intl.Collator(LOCALE, { numeric: true })
      const sorted = meant.sort((a, b) => compare(titleOf(a), titleOf(b)))
      const text = writeRefs(sorted)
      return { name: 'refs.ts', mediaType: 'text/typescript', text, count: sorted.length }
    },

    async importFrom(file, signal, onProgress) {
      if (file.size > LARGEST_FILE)
        throw new ProblemError({ kind: 'not-a-history', reason: 'huge' })
      const step = async () => {
        await new Promise((resolve) => setTimeout(resolve))
        signal.throwIfAborted()
      }
      const { entries, thumbnails, requests } = await readHistoryFile(textOf(file), (done) => {
        onProgress({ done })
        return step()
      })
      const read = requests.slice(0, MOST_REQUESTS).flatMap((one) => readDraftOfFile(one) ?? [])
      const merge = startMerge()
      const isShown = new Set<string>()
      const isPictured = new Set<string>()
      const know = (entry: HistoryEntry) => {
        merge.addOurs(entry)
        if (entry.media) isPictured.add(entry.hash)
        if (!entry.removed) isShown.add(contentKey(entry))
      }
      await actInSlices(await records.history(), know, step)
      await actInSlices(entries, (entry) => merge.addTheirs({ ...entry, imported: true }), step)
      const { changed, added, merged } = merge.result()
      for (const hash of isPictured) thumbnails.delete(hash)
      let back = 0 - added
      await actInSlices(
        changed,
        (entry) => {
          if (!isShown.has(contentKey(entry))) back += 1
        },
        step,
      )
      const fresh = addDrafts(drafts, read)
      if (!fresh) throw new ProblemError({ kind: 'no-room' })
      try {
        // Another tab may have changed the entry meanwhile.
        await records.putEntries(changed, thumbnails, joinEntries, {
          signal,
          onDone: (done) => onProgress({ done, of: changed.length }),
        })
      } catch {
        removeDrafts(drafts, fresh)
        signal.throwIfAborted()
        throw new ProblemError({ kind: 'no-room' })
      }
      onImported()
      const skipped = requests.length - read.length
      return { added, back, merged: merged - back, requests: fresh.length, skipped }
    },
  }
}

/** Reads in parts: the whole text of a large file blocks the page. */
async function* textOf(file: File): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}

function joinEntries(former: HistoryEntry, entry: HistoryEntry): HistoryEntry {
  const [joined = former] = mergeHistories([former], [entry]).changed
  return joined
}
