import type { ContentHash } from '../api/contract.ts'
import { createBatch } from '../state/batch.ts'
import { revive } from '../uploads/advance.ts'
import type { Stage, StageName } from '../uploads/stage.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { ResultCache } from './result-cache.ts'
import type { SessionServices } from './session-services.ts'
import type { Finished, StoredUpload } from './stored.ts'

/** Milliseconds for which changes are batched. A crash loses them. */
const SAVE_DELAY = 200

/**
 * Milliseconds for which uploaded files are batched while others are sent. After a crash they are
 * sent again. The last one is stored at once, because browsers drop late writes of a closing page.
 */
const COMPLETED_DELAY = 100

/**
 * Stores a record of each upload: immediately when it is uploaded, soon after other changes.
 * Broadcasts uploads, removals and mismatches to other tabs.
 */
export function createUploadRecords(services: SessionServices & { results: ResultCache }) {
  const { store, storage, tabs, bytes, results } = services
  const keys = new Map<UploadId, string>()
  const changed = new Set<UploadId>()
  const completed = createBatch<Finished>(COMPLETED_DELAY, storeCompleted, { leading: true })
  /** Saves everything in `changed`, as does `later`. */
  const now = createBatch<void>(0, save)
  const later = createBatch<void>(SAVE_DELAY, save)
  /** Keys of restored files that are about to be added, in this order. */
  let expected: string[] = []
  let lastKey = 0
  /** Keys of removed files. `shown` has the uploaded ones, which other tabs show, too. */
  let removed: { keys: string[]; shown: string[] } = { keys: [], shown: [] }
  /** True while a message of another tab is applied. That tab stored and broadcast the change. */
  let isApplyingMessage = false

  store.subscribeChanges((after, before) => {
    if (after && !before) begin(after)
    else if (after && before) follow(after, before)
    else if (before) end(before)
  })

  function begin(upload: Upload): void {
    const old = expected.shift()
    keys.set(upload.id, old ?? nextKey())
    if (old !== undefined) return
    saveNow(upload.id)
    wantBytes(upload)
  }

  function follow(after: Upload, before: Upload): void {
    const { id, gateway, stage } = after
    const { name } = before.stage
    if (stage.name === 'uploaded' && name !== 'uploaded') {
      finish(after)
      return
    }
    // A pending completion would remove the bytes that the retry needs.
    if (name === 'uploaded') completed.flush()
    if (isMismatch(stage) && before.stage.name === 'uploaded') {
      const { hash, problem } = stage
      const { url } = before.stage.result
      if (!isApplyingMessage) tabs.post({ type: 'mismatch', gateway, hash, url, problem })
      results.forget(gateway, hash)
    }
    if (stage.name === 'canceled') bytes.release(keyOf(id))
    if (after.file !== before.file || name === 'canceled' || name === 'uploaded') wantBytes(after)
    const isSaved = stage.name !== name && SAVED_STAGES.has(stage.name)
    const isBack = stage.name === 'ready' && name === 'waiting'
    const isSame = gateway === before.gateway && after.file === before.file
    if (stage.name === 'uploaded') {
      // The other tab has stored it.
      if (!isApplyingMessage) saveNow(id)
    } else if ((isSaved && !isBack) || !isSame) saveLater(id)
  }

  function finish(upload: Upload): void {
    const entry = results.take(upload.id)
    const record = toStored(upload)
    changed.delete(upload.id)
    const done = { upload: record, ...(entry && { entry }) }
    completed.add({ ...done, hasBytes: bytes.release(record.key, true) })
    // The counts still include this upload.
    const { uploading, confirming } = store.counts.get()
    if (uploading + confirming <= 1) completed.flush()
    tabs.post({ type: 'uploaded', ...done })
  }

  function end({ id, stage }: Upload): void {
    const key = keyOf(id)
    keys.delete(id)
    changed.delete(id)
    bytes.release(key, true)
    if (removed.keys.length === 0) queueMicrotask(notifyRemoved)
    removed.keys.push(key)
    if (stage.name === 'uploaded' && !isApplyingMessage) removed.shown.push(key)
  }

  function notifyRemoved(): void {
    const { keys: all, shown } = removed
    removed = { keys: [], shown: [] }
    // A pending completion would store the upload after its removal.
    completed.flush()
    void storage.forget(all)
    if (shown.length > 0) tabs.post({ type: 'removed', keys: shown })
  }

  /** Gives a file a new record, because another tab removed the former one. */
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

  /** Keys sort by time, then by place in the list. */
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
    // A closing page may not complete the merge into the history. The next page does.
    const done = completed.pending().map(({ upload, entry }) => ({ ...upload, entry }))
    if (done.length > 0) void storage.keep(done)
    save()
  }

  function toStored({ id, file, stage, ...rest }: Upload): StoredUpload {
    return { key: keyOf(id), tab: tabs.id, ...rest, stage: revive(stage) }
  }

  return {
    /** The upload with this record. */
    idOf(key: string): UploadId | undefined {
      for (const [id, other] of keys) if (other === key) return id
      return undefined
    },

    rename,
    flush,

    /** Applies changes of another tab without broadcasting them. */
    withoutBroadcast(work: () => void): void {
      isApplyingMessage = true
      try {
        work()
      } finally {
        isApplyingMessage = false
      }
    },

    /** Gives the next added files these records, in this order. */
    expect(next: readonly string[]): void {
      expected = [...next]
    },
  }
}

/** The tab that has made the key of a record. */
export function tabOfKey(key: string): string {
  return key.slice(key.lastIndexOf('-') + 1)
}

function isMismatch(
  stage: Stage,
): stage is Extract<Stage, { name: 'failed' }> & { hash: ContentHash } {
  return (
    stage.name === 'failed' && stage.problem.kind === 'fetched-mismatch' && stage.hash !== undefined
  )
}

/** Stages that are saved when a file enters them. */
const SAVED_STAGES: ReadonlySet<StageName> = new Set([
  'queued',
  'ready',
  'failed',
  'canceled',
  'missing-file',
])
