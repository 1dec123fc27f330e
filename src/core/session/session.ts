import type { Problem } from '../api/problem.ts'
import type { HistoryEntry } from '../history/history.ts'
import { revive } from '../uploads/advance.ts'
import { isFinal, type Stage } from '../uploads/stage.ts'
import type { NewUpload } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'
import { createResultCache } from './result-cache.ts'
import type { SessionServices } from './session-services.ts'
import type { StoredUpload, TabNews } from './stored.ts'
import { createUploadRecords, tabOfKey } from './upload-records.ts'

export type Session = ReturnType<typeof createSession>

type Mismatch = Extract<TabNews, { type: 'mismatch' }>

/** A restored file. It has no `file` when its bytes were not stored. */
type RestoredUpload = NewUpload & { stage: Stage }

/**
 * Persists the list across reloads and crashes. Uploaded files are stored immediately and shared by
 * all tabs. An unfinished file belongs to its tab. When that tab is closed, the next one that
 * opens adopts it.
 */
export function createSession(services: SessionServices) {
  const { store, storage, tabs, bytes } = services
  const results = createResultCache(storage)
  const records = createUploadRecords({ ...services, results })

  async function restoreUpload({ key, tab, stage, ...rest }: StoredUpload, kept: Set<string>) {
    const file = kept.has(key) ? await storage.bytes(key) : undefined
    if (file) bytes.adopt(key)
    return { ...rest, file, stage: revive(stage) }
  }

  /** Adopts the files that no open tab owns. */
  async function adopt(): Promise<StoredUpload[]> {
    const alive = await tabs.alive()
    const all = await storage.uploads()
    const free = all.filter(({ tab, stage }) => stage.name === 'uploaded' || !alive.has(tab))
    const orphans = free.filter(({ stage }) => stage.name !== 'uploaded')
    await storage.adopt(orphans.map((upload) => ({ ...upload, tab: tabs.id })))
    // A crash may leave bytes without an upload. Skips bytes of open tabs, which may be new.
    const listed = new Set(all.map(({ key }) => key))
    const stray = (await storage.bytesKeys()).filter(
      (key) => !listed.has(key) && !alive.has(tabOfKey(key)),
    )
    if (stray.length > 0) await storage.forget(stray)
    return free
  }

  /** Stores the entries that the former page had no time to store. */
  async function storeEntries(found: readonly StoredUpload[]): Promise<void> {
    const done = found.flatMap(({ entry, ...upload }) => (entry ? [{ upload, entry }] : []))
    if (done.length === 0) return
    await storage.finish(done)
    for (const { entry } of done) results.markStored(entry)
  }

  /** Drops the records of uploaded files that are in the history, which lists them from now on. */
  async function leaveToHistory(found: readonly StoredUpload[]): Promise<StoredUpload[]> {
    // Usually no file is uploaded. Then skip the history, which may be long.
    const isSome = found.some(({ stage }) => stage.name === 'uploaded')
    const remembered = isSome ? results.remembered() : new Set()
    const isLeft = ({ gateway, stage }: StoredUpload) =>
      stage.name === 'uploaded' && remembered.has(`${gateway} ${stage.hash}`)
    const left = found.filter(isLeft)
    if (left.length > 0) await storage.forget(left.map(({ key }) => key))
    return found.filter((upload) => !isLeft(upload))
  }

  return {
    /**
     * Restores the list of earlier pages, without uploaded files that are in the history. Call it
     * once, before files are added.
     *
     * @param add gets the files in list order
     */
    async restore(add: (files: readonly RestoredUpload[]) => void): Promise<void> {
      await results.load()
      const adopted = await tabs.alone(adopt)
      await storeEntries(adopted)
      const found = await leaveToHistory(adopted)
      const kept = new Set(await storage.bytesKeys())
      const files = await Promise.all(found.map((upload) => restoreUpload(upload, kept)))
      records.expect(found.map(({ key }) => key))
      add(files)
    },

    recall: results.recall,
    remember: results.remember,

    /** Notes entries that were stored by something other than an upload. */
    noteStored(entries: readonly HistoryEntry[]): void {
      for (const entry of entries) results.markStored(entry)
    },

    /** Removes entries that the gateway no longer has, here and in other tabs. */
    async forgetEntries(keys: string[]): Promise<void> {
      await results.forgetKeys(keys)
      tabs.post({ type: 'history', changed: [], gone: keys })
    },

    /** Applies a message of another tab. A file that is already listed is not added. */
    onMessage(news: TabNews, add: (files: readonly RestoredUpload[]) => void): void {
      if (news.type === 'mismatch') applyMismatch(news)
      else if (news.type === 'history' && news.gone) void results.forgetKeys(news.gone)
      else if (news.type === 'removed') applyRemoved(news.keys)
      else if (news.type === 'uploaded') applyUploaded(news.upload, news.entry, add)
    },

    /** Saves pending changes immediately, because the page may be closing. */
    flush: records.flush,
  }

  function applyMismatch({ gateway, hash, url, problem }: Mismatch): void {
    results.forget(gateway, hash)
    records.withoutBroadcast(() => invalidate(store, url, problem))
  }

  function applyRemoved(removed: readonly string[]): void {
    const affected = removed.flatMap((key) => store.get(records.idOf(key) ?? 0) ?? [])
    const ended = affected.filter(({ stage }) => isFinal(stage))
    records.withoutBroadcast(() => store.remove(ended.map(({ id }) => id)))
    for (const upload of affected) if (!ended.includes(upload)) records.rename(upload)
  }

  function applyUploaded(
    upload: StoredUpload,
    entry: HistoryEntry | undefined,
    add: (files: readonly RestoredUpload[]) => void,
  ): void {
    if (entry) results.apply(entry)
    const { key, tab, ...facts } = upload
    const { stage } = facts
    const known = records.idOf(key)
    if (known !== undefined && stage.name === 'uploaded') {
      records.withoutBroadcast(() => store.dispatch(known, { type: 'uploaded-elsewhere', stage }))
    }
    if (known !== undefined || isListed(upload)) return
    records.expect([key])
    add([{ ...facts, file: undefined }])
  }

  function isListed({ path, gateway, stage }: StoredUpload): boolean {
    for (const upload of store.all()) {
      if (upload.path !== path || upload.gateway !== gateway) continue
      if (hashOf(upload.stage) === hashOf(stage)) return true
    }
    return false
  }
}

/** Fails every upload with this URL, because it leads to another content. */
export function invalidate(store: UploadsStore, url: string, problem: Problem): void {
  for (const { id, stage } of [...store.all()]) {
    if (stage.name === 'uploaded' && stage.result.url === url) {
      store.dispatch(id, { type: 'mismatch', problem })
    }
  }
}

function hashOf(stage: Stage): string | undefined {
  return 'hash' in stage ? stage.hash : undefined
}
