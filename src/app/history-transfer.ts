import { contentKey } from '../core/content.ts'
import type { ContentHash } from '../core/contract.ts'
import { titleOf } from '../core/history.ts'
import { writeHistoryCsv } from '../core/history-csv.ts'
import { readHistoryFile, writeHistoryFile } from '../core/history-file.ts'
import { isWebLink } from '../core/link.ts'
import { mergeHistories } from '../core/merge-histories.ts'
import { ProblemError } from '../core/problem.ts'
import { writeRefs } from '../core/refs-file.ts'
import type { TransferPorts } from '../features/settings/transfer-ports.ts'
import type { HistoryRecords } from '../storage/history-records.ts'

/** Larger than a history of 50,000 files with all their thumbnails, in bytes. */
const LARGEST_FILE = 200 * 1024 * 1024

/** @param onImported called when the history is another one */
export function createTransfer(records: HistoryRecords, onImported: () => void): TransferPorts {
  return {
    async exportAs(format, gateway) {
      const all = (await records.history()).filter(
        ({ removed, result }) => !removed && isWebLink(result.url),
      )
      const day = new Date().toISOString().slice(0, 10)
      if (format === 'json') {
        const text = writeHistoryFile(all, await records.thumbnails(), Date.now())
        const name = `refdrop-history-${day}.json`
        return { name, mediaType: 'application/json', text, count: all.length }
      }
      if (format === 'csv') {
        const name = `refdrop-history-${day}.csv`
        return { name, mediaType: 'text/csv', text: writeHistoryCsv(all), count: all.length }
      }
      const meant = all.filter((entry) => entry.gateway === gateway)
      const { compare } = new Intl.Collator('en', { numeric: true })
      const sorted = meant.sort((a, b) => compare(titleOf(a), titleOf(b)))
      const text = writeRefs(sorted)
      return { name: 'refs.ts', mediaType: 'text/typescript', text, count: sorted.length }
    },

    async importFrom(file) {
      if (file.size > LARGEST_FILE)
        throw new ProblemError({ kind: 'not-a-history', reason: 'huge' })
      const { entries, thumbnails } = readHistoryFile(await file.text())
      const theirs = entries.map((entry) => ({ ...entry, imported: true as const }))
      const ours = await records.history()
      const { changed, added, merged } = mergeHistories(ours, theirs)
      const seen = new Set(ours.flatMap(({ hash, media }) => (media ? hash : [])))
      const isShown = new Set(ours.flatMap((entry) => (entry.removed ? [] : contentKey(entry))))
      const back = changed.filter((entry) => !isShown.has(contentKey(entry))).length - added
      try {
        // Another tab may have changed one meanwhile.
        const fresh = new Map([...thumbnails].filter(([hash]) => !seen.has(hash as ContentHash)))
        await records.putEntries(changed, fresh, (former, entry) => {
          const [joined = former] = mergeHistories([former], [entry]).changed
          return joined
        })
      } catch {
        throw new ProblemError({ kind: 'no-room' })
      }
      onImported()
      return { added, back, merged: merged - back }
    },
  }
}
