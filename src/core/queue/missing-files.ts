import type { ContentHash } from '../api/contract.ts'
import type { Bytes, Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'

/** Files in the list whose bytes are gone: how they get them back, and never get others. */
export function createMissingFiles(store: UploadsStore) {
  /** What a file was before somebody chose bytes for it that are not proved to be its own. */
  const trials = new Map<UploadId, Bytes>()

  /** The file that waits for just these bytes. */
  function find(upload: Upload, hash: ContentHash): UploadId | undefined {
    const { id, gateway } = upload
    if (store.counts.get()['missing-file'] === 0 || expectedOf(upload) === hash) return undefined
    for (const { id: other, gateway: at, stage } of store.all()) {
      if (other === id || at !== gateway) continue
      if (stage.name === 'missing-file' && stage.hash === hash) return other
    }
    return undefined
  }

  return {
    /** Gives a file bytes on trial: it is Queued, to be hashed. @returns whether it wants any */
    tryOn(id: UploadId, bytes: Bytes): boolean {
      const upload = store.get(id)
      if (!upload || !store.dispatch(id, { type: 'file-chosen' })) return false
      const { size, mediaType } = upload
      if (expectedOf(store.get(id) ?? upload)) trials.set(id, { file: undefined, size, mediaType })
      store.refill(id, bytes)
      return true
    },

    /** Takes bytes that did not prove to be the file's own from it. */
    endTrial(id: UploadId): void {
      const former = trials.get(id)
      trials.delete(id)
      const name = store.get(id)?.stage.name
      if (former && name !== undefined && name !== 'ready') store.refill(id, former)
    },

    /**
     * A file is hashed. Where others wait for just its bytes, they go on in their own place in
     * the list; a file that came only to bring them goes.
     *
     * @returns who is to be placed now
     */
    giveBack(upload: Upload, hash: ContentHash): UploadId[] {
      const { id } = upload
      const lost = find(upload, hash)
      if (lost !== undefined) {
        store.refill(lost, upload)
        store.dispatch(lost, { type: 'file-chosen' })
        store.dispatch(lost, { type: 'hashed', hash })
      }
      if (lost !== undefined && expectedOf(upload) === undefined) store.remove([id])
      else store.dispatch(id, { type: 'hashed', hash })
      return lost === undefined ? [id] : [lost, id]
    },
  }
}

function expectedOf({ stage }: Upload): ContentHash | undefined {
  return 'expected' in stage ? stage.expected : undefined
}
