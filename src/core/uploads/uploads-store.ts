import type { GatewayId } from '../api/gateways.ts'
import { createValue, type ReadonlyValue } from '../state/value.ts'
import { advance } from './advance.ts'
import type { StageEvent, StageName } from './stage.ts'
import type { AddedUpload, Bytes, Upload, UploadId } from './upload.ts'

export type Counts = Readonly<Record<StageName, number>>

type Listener = () => void

export const NO_FILES: Counts = {
  queued: 0,
  hashing: 0,
  ready: 0,
  waiting: 0,
  uploading: 0,
  confirming: 0,
  uploaded: 0,
  failed: 0,
  canceled: 0,
  'missing-file': 0,
}

/** Called for each change. An added upload has no `before`, a removed one has no `after`. */
export type ChangeListener = (after: Upload | undefined, before: Upload | undefined) => void

export type UploadsStore = ReturnType<typeof createUploadsStore>

/**
 * The listed uploads. Listeners of one upload are notified of its changes only. Snapshots are
 * replaced and never mutated.
 */
export function createUploadsStore() {
  const uploads = new Map<UploadId, Upload>()
  const listenersOf = new Map<UploadId, Set<Listener>>()
  const changeListeners = new Set<ChangeListener>()
  const ids = createValue<readonly UploadId[]>([])
  const counts = createValue(NO_FILES)
  let lastId = 0

  function replace(next: Upload, previous: Upload): void {
    uploads.set(next.id, next)
    for (const listener of changeListeners) listener(next, previous)
    for (const listener of listenersOf.get(next.id) ?? []) listener()
    if (next.stage.name !== previous.stage.name)
      count({ [previous.stage.name]: -1, [next.stage.name]: 1 })
  }

  function count(change: Partial<Record<StageName, number>>): void {
    const next = { ...counts.get() }
    for (const [name, by] of Object.entries(change)) next[name as StageName] += by
    counts.set(next)
  }

  function sortById(): void {
    const sorted = [...uploads].sort(([a], [b]) => a - b)
    uploads.clear()
    for (const [id, upload] of sorted) uploads.set(id, upload)
  }

  return {
    /** In list order. Changes when uploads are added or removed. */
    ids: ids as ReadonlyValue<readonly UploadId[]>,
    counts: counts as ReadonlyValue<Counts>,
    get: (id: UploadId) => uploads.get(id),
    /** In list order. */
    all: () => uploads.values(),

    /**
     * Appends files, as `queued` unless they have a stage. Files with a former id take their
     * former place.
     *
     * @returns their ids, in the same order
     */
    add(files: readonly AddedUpload[]): UploadId[] {
      const change: Partial<Record<StageName, number>> = {}
      const added = files.map(({ id = ++lastId, ...file }) => {
        const upload: Upload = { stage: { name: 'queued' }, ...file, id }
        uploads.set(id, upload)
        change[upload.stage.name] = (change[upload.stage.name] ?? 0) + 1
        for (const listener of changeListeners) listener(upload, undefined)
        return id
      })
      if (files.some(({ id }) => id !== undefined)) sortById()
      ids.set([...uploads.keys()])
      count(change)
      return added
    },

    /** Removes uploads in any stage. Unknown ids are ignored. */
    remove(gone: readonly UploadId[]): void {
      if (!gone.some((id) => uploads.has(id))) return
      const change: Partial<Record<StageName, number>> = {}
      for (const id of gone) {
        const upload = uploads.get(id)
        if (!upload) continue
        change[upload.stage.name] = (change[upload.stage.name] ?? 0) - 1
        uploads.delete(id)
        for (const listener of changeListeners) listener(undefined, upload)
      }
      ids.set([...uploads.keys()])
      count(change)
    },

    /** @returns whether the event changed anything */
    dispatch(id: UploadId, event: StageEvent): boolean {
      const upload = uploads.get(id)
      if (!upload) return false
      const stage = advance(upload.stage, event)
      if (stage === upload.stage) return false
      replace({ ...upload, stage }, upload)
      return true
    },

    redirect(id: UploadId, gateway: GatewayId): void {
      const upload = uploads.get(id)
      if (upload && upload.gateway !== gateway) replace({ ...upload, gateway }, upload)
    },

    refill(id: UploadId, { file, size, mediaType }: Bytes): void {
      const upload = uploads.get(id)
      if (upload) replace({ ...upload, file, size, mediaType }, upload)
    },

    subscribe(id: UploadId, listener: Listener): () => void {
      const listeners = listenersOf.get(id) ?? new Set()
      listenersOf.set(id, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) listenersOf.delete(id)
      }
    },

    /** Listeners run in the middle of a change and must not change the store. */
    subscribeChanges(listener: ChangeListener): () => void {
      changeListeners.add(listener)
      return () => changeListeners.delete(listener)
    },
  }
}
