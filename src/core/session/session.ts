import type { HistoryEntry } from '../history/history.ts'
import { revive } from '../uploads/advance.ts'
import { isFinal, type Stage } from '../uploads/stage.ts'
import type { NewUpload } from '../uploads/upload.ts'
import { invalidate } from './invalidate.ts'
import { createResultCache } from './result-cache.ts'
import type { SessionServices } from './session-services.ts'
import type { StoredUpload, TabNews } from './stored.ts'
import { createUploadRecords } from './upload-records.ts'

export type Session = ReturnType<typeof createSession>

type Mismatch = Extract<TabNews, { type: 'mismatch' }>

/** A file as it comes back; without `file` where its bytes could not be kept. */
type Returning = NewUpload & { stage: Stage }

/**
 * Keeps the list over a reload or a crash, by following the uploads: what is done the moment
 * it is done, all else soon. What was uploaded is shared by all tabs; a file that is not
 * done belongs to its tab, and to the next one that is opened when that is gone.
 */
export function createSession({ store, storage, tabs, bytes }: SessionServices) {
  const results = createResultCache(storage)
  const records = createUploadRecords({ store, storage, tabs, bytes, results })

  async function comeBack({ key, stage, ...rest }: StoredUpload, kept: Set<string>) {
    const { path, size, mediaType, gateway } = rest
    const file = kept.has(key) ? await storage.bytes(key) : undefined
    if (file) bytes.adopt(key)
    return { path, size, mediaType, gateway, file, stage: revive(stage) }
  }

  /** Files that no living tab works on. They are this tab's from now on. */
  async function adopt(): Promise<StoredUpload[]> {
    const alive = await tabs.alive()
    const all = await storage.uploads()
    const free = all.filter(({ tab, stage }) => stage.name === 'uploaded' || !alive.has(tab))
    const orphans = free.filter(({ stage }) => stage.name !== 'uploaded')
    await storage.keep(orphans.map((upload) => ({ ...upload, tab: tabs.id })))
    // Bytes that a crash left behind when their upload was gone already would take room for ever.
    const listed = new Set(all.map(({ key }) => key))
    const stray = (await storage.bytesKeys()).filter((key) => !listed.has(key))
    if (stray.length > 0) await storage.forget(stray)
    return free
  }

  return {
    /**
     * Brings back what an earlier page left. To be called once, before anything else is added.
     *
     * @param add takes the files in, in this order
     */
    async restore(add: (files: readonly Returning[]) => void): Promise<void> {
      await results.load()
      const found = await tabs.alone(adopt)
      const kept = new Set(await storage.bytesKeys())
      const files = await Promise.all(found.map((upload) => comeBack(upload, kept)))
      records.expect(found.map(({ key }) => key))
      add(files)
    },

    recall: results.recall,
    remember: results.remember,

    /** Shows what another tab did, unless the same file is in this list anyway. */
    onMessage(news: TabNews, add: (files: readonly Returning[]) => void): void {
      if (news.type === 'mismatch') applyMismatch(news)
      else if (news.type === 'removed') applyRemoved(news.keys)
      else if (news.type === 'uploaded') applyUploaded(news.upload, news.entry, add)
    },

    /** Writes at once what was gathered: the page may be about to go. */
    flush: records.flush,
  }

  function applyMismatch({ gateway, hash, url, problem }: Mismatch): void {
    results.forget(gateway, hash)
    records.quietly(() => invalidate(store, url, problem))
  }

  function applyRemoved(removed: readonly string[]): void {
    const meant = removed.flatMap((key) => store.get(records.idOf(key) ?? 0) ?? [])
    const ended = meant.filter(({ stage }) => isFinal(stage))
    records.quietly(() => store.remove(ended.map(({ id }) => id)))
    for (const upload of meant) if (!ended.includes(upload)) records.rename(upload)
  }

  function applyUploaded(
    upload: StoredUpload,
    entry: HistoryEntry | undefined,
    add: (files: readonly Returning[]) => void,
  ): void {
    if (entry) results.apply(entry)
    const { key, path, size, mediaType, gateway, stage } = upload
    const known = records.idOf(key)
    if (known !== undefined && stage.name === 'uploaded') {
      records.quietly(() => store.dispatch(known, { type: 'uploaded-elsewhere', stage }))
    }
    if (known !== undefined || isListed(upload)) return
    records.expect([key])
    add([{ path, size, mediaType, gateway, stage, file: undefined }])
  }

  function isListed({ path, gateway, stage }: StoredUpload): boolean {
    for (const upload of store.all()) {
      if (upload.path !== path || upload.gateway !== gateway) continue
      if (hashOf(upload.stage) === hashOf(stage)) return true
    }
    return false
  }
}

function hashOf(stage: Stage): string | undefined {
  return 'hash' in stage ? stage.hash : undefined
}
