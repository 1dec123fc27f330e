import type { QueryClient } from '@tanstack/react-query'
import type { HistoryEntry } from '../core/history/history.ts'
import { listEntry, listUpload } from '../core/request/list-item.ts'
import type { DetailsTarget } from '../core/traffic/details-link.ts'
import { contentOf, type StageName } from '../core/uploads/stage.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { DetailsFile } from '../features/inspector/inspector-context.ts'
import { HISTORY_KEY } from '../features/uploads/list/history-ports.ts'
import type { History } from './history-cache.ts'

const SENDING: ReadonlySet<StageName | undefined> = new Set(['uploading', 'confirming'])

/** Finds a file by its content in the list and in the history. */
export function createFileFinder(queryClient: QueryClient, store: UploadsStore, history: History) {
  let last:
    | { upload?: Upload | undefined; entry?: HistoryEntry | undefined; file: DetailsFile }
    | undefined

  function findUpload({ gateway, hash }: DetailsTarget): Upload | undefined {
    let found: Upload | undefined
    for (const upload of store.all()) {
      if (upload.gateway !== gateway || contentOf(upload.stage) !== hash) continue
      if (!found?.file || upload.file) found = upload
    }
    return found
  }

  function findEntry({ gateway, hash }: DetailsTarget): HistoryEntry | undefined {
    const all = queryClient.getQueryData<readonly HistoryEntry[]>(HISTORY_KEY) ?? []
    const found = all.filter((entry) => entry.hash === hash && entry.gateway === gateway)
    return found.sort((a, b) => b.at - a.at)[0]
  }

  return {
    /** Returns the same object until the file changes. */
    find(target: DetailsTarget): DetailsFile | undefined {
      const upload = findUpload(target)
      const entry = findEntry(target)
      if (last && (upload || entry) && last.upload === upload && last.entry === entry) {
        return last.file
      }
      const listed = (upload && listUpload(upload, entry)) ?? (entry && listEntry(entry))
      const facts = upload ?? listed
      if (!facts) return undefined
      const { path, size, mediaType } = facts
      const isUnderWay = SENDING.has(upload?.stage.name)
      const file = { ...target, path, size, mediaType, file: upload?.file, listed, isUnderWay }
      last = { upload, entry, file }
      return file
    },

    /** Notifies when this file may have changed. Changes of other uploads do not notify. */
    subscribe({ gateway, hash }: DetailsTarget, listener: () => void): () => void {
      const isMeant = (upload?: Upload) =>
        upload?.gateway === gateway && contentOf(upload.stage) === hash
      const ends = [
        store.subscribeChanges((after, before) => {
          if (isMeant(after) || isMeant(before)) listener()
        }),
        history.ports.subscribe(listener),
      ]
      return () => {
        for (const end of ends) end()
      }
    },
  }
}
