import type { ContentHash } from '../api/contract.ts'
import { createBatch } from '../state/batch.ts'
import { revive } from '../uploads/advance.ts'
import type { Stage, StageName } from '../uploads/stage.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { ResultCache } from './result-cache.ts'
import type { SessionServices } from './session-services.ts'
import type { Finished, StoredUpload } from './stored.ts'

/** Milliseconds that a change may wait when a crash may lose it. */
const SAVE_DELAY = 200

/** Milliseconds for which uploads completed after the first are batched. A crash sends them again. */
const COMPLETED_DELAY = 100

/**
 * Follows the uploads and keeps a record of each: of what is done the moment it is done, of
 * all else soon. What was uploaded, removed or disproved here is told to the other tabs.
 */
export function createUploadRecords({
  store,
  storage,
  tabs,
  bytes,
  results,
}: SessionServices & { results: ResultCache }) {
  const keys = new Map<UploadId, string>()
  const changed = new Set<UploadId>()
  const completed = createBatch<Finished>(COMPLETED_DELAY, storeCompleted, { leading: true })
  /** Both save all of `changed`. */
  const [now, later] = [createBatch<void>(0, save), createBatch<void>(SAVE_DELAY, save)]
  /** Keys of files that come back, in the order in which they are added. */
  let returning: string[] = []
  let lastKey = 0
  /** Removed files, to be told of in one go: of the records, and of those that other tabs show. */
  let gone: { keys: string[]; shown: string[] } = { keys: [], shown: [] }
  /** What happens now was told by another tab, which has stored it and told the others. */
  let isApplyingMessage = false

  store.subscribeChanges((after, before) => {
    if (after && !before) begin(after)
    else if (after && before) follow(after, before)
    else if (before) end(before)
  })

  function begin(upload: Upload): void {
    const old = returning.shift()
    keys.set(upload.id, old ?? nextKey())
    if (old !== undefined) return
    saveNow(upload.id)
    wantBytes(upload)
  }

  function follow(after: Upload, before: Upload): void {
    const { id, stage } = after
    const { name } = before.stage
    if (stage.name === 'uploaded' && name !== 'uploaded') {
      finish(after)
      return
    }
    // Else what ended would be stored, and its bytes removed, after they were wanted anew.
    if (name === 'uploaded') completed.flush()
    if (isMismatch(stage) && before.stage.name === 'uploaded') {
      const { gateway } = after
      const { hash, problem } = stage
      const { url } = before.stage.result
      if (!isApplyingMessage) tabs.post({ type: 'mismatch', gateway, hash, url, problem })
      results.forget(gateway, hash)
    }
    if (stage.name === 'canceled') bytes.release(keyOf(id))
    if (after.file !== before.file || name === 'canceled' || name === 'uploaded') wantBytes(after)
    const isNews = stage.name !== name && KEPT.has(stage.name)
    const isBack = stage.name === 'ready' && name === 'waiting'
    const isSame = after.gateway === before.gateway && after.file === before.file
    if (stage.name === 'uploaded') {
      // What another tab told is stored already.
      if (!isApplyingMessage) saveNow(id)
    } else if ((isNews && !isBack) || !isSame) saveLater(id)
  }

  function finish(upload: Upload): void {
    const { id } = upload
    const entry = results.take(id)
    const record = toStored(upload)
    changed.delete(id)
    const done = { upload: record, ...(entry && { entry }) }
    completed.add({ ...done, hasBytes: bytes.release(record.key) })
    tabs.post({ type: 'uploaded', ...done })
  }

  function end({ id, stage }: Upload): void {
    const key = keyOf(id)
    keys.delete(id)
    changed.delete(id)
    bytes.release(key)
    if (gone.keys.length === 0) queueMicrotask(notifyRemoved)
    gone.keys.push(key)
    if (stage.name === 'uploaded' && !isApplyingMessage) gone.shown.push(key)
  }

  function notifyRemoved(): void {
    const { keys: all, shown } = gone
    gone = { keys: [], shown: [] }
    // Else what ended just now would be stored after it was forgotten.
    completed.flush()
    void storage.forget(all)
    if (shown.length > 0) tabs.post({ type: 'removed', keys: shown })
  }

  /** Another tab removed the record of a file that goes on here: it gets one of its own. */
  function rename(upload: Upload): void {
    bytes.release(keyOf(upload.id))
    keys.set(upload.id, nextKey())
    saveNow(upload.id)
    wantBytes(upload)
  }

  function wantBytes({ id, file, size, stage }: Upload): void {
    if (file && stage.name !== 'uploaded' && stage.name !== 'canceled') {
      bytes.want(keyOf(id), file, size)
    }
  }

  function keyOf(id: UploadId): string {
    return keys.get(id) ?? ''
  }

  /** Sorts by time, and by place in the list within a time. */
  function nextKey(): string {
    lastKey += 1
    return `${String(Date.now()).padStart(15, '0')}-${String(lastKey).padStart(7, '0')}-${tabs.id}`
  }

  function saveNow(id: UploadId): void {
    changed.add(id)
    now.add()
  }

  function saveLater(id: UploadId): void {
    changed.add(id)
    later.add()
  }

  async function storeCompleted(done: readonly Finished[]): Promise<void> {
    await storage.finish(done)
    for (const { entry } of done) if (entry) results.markStored(entry)
  }

  function save(): void {
    completed.flush()
    const records = [...changed].flatMap((id) => {
      const upload = store.get(id)
      return upload ? [toStored(upload)] : []
    })
    changed.clear()
    if (records.length > 0) void storage.keep(records)
  }

  function flush(): void {
    // A page that goes may not see its answers merged into the history, but the list has them.
    const done = completed.pending().map(({ upload }) => upload)
    if (done.length > 0) void storage.keep(done)
    save()
  }

  function toStored({ id, path, size, mediaType, gateway, stage }: Upload): StoredUpload {
    return { key: keyOf(id), tab: tabs.id, path, size, mediaType, gateway, stage: revive(stage) }
  }

  return {
    /** Which upload has this record. */
    idOf(key: string): UploadId | undefined {
      for (const [id, other] of keys) if (other === key) return id
      return undefined
    },

    rename,
    flush,

    /** Does what another tab told, without telling it back. */
    quietly(work: () => void): void {
      isApplyingMessage = true
      try {
        work()
      } finally {
        isApplyingMessage = false
      }
    },

    /** The next files that are added have these records already, in this order. */
    expect(next: readonly string[]): void {
      returning = [...next]
    },
  }
}

function isMismatch(
  stage: Stage,
): stage is Extract<Stage, { name: 'failed' }> & { hash: ContentHash } {
  return (
    stage.name === 'failed' && stage.problem.kind === 'fetched-mismatch' && stage.hash !== undefined
  )
}

/** Stages whose coming is worth a record of its own. */
const KEPT: ReadonlySet<StageName> = new Set([
  'queued',
  'ready',
  'failed',
  'canceled',
  'missing-file',
])
