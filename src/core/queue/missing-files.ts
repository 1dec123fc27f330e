import type { ContentHash } from '../api/contract.ts'
import type { Bytes, Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'

/** Matches chosen or dropped bytes with the listed files that lack theirs. */
export function createMissingFiles(store: UploadsStore) {
  /** Former size and media type of files whose chosen bytes are not verified yet. */
  const trials = new Map<UploadId, Bytes>()

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
    /**
     * Gives a file bytes on trial and queues it for hashing.
     *
     * @returns false when its stage takes no bytes
     */
    tryOn(id: UploadId, bytes: Bytes): boolean {
      const upload = store.get(id)
      if (!upload || !store.dispatch(id, { type: 'file-chosen' })) return false
      const { size, mediaType } = upload
      if (expectedOf(store.get(id) ?? upload)) trials.set(id, { file: undefined, size, mediaType })
      store.refill(id, bytes)
      return true
    },

    /** Removes the bytes on trial unless their hash matched. */
    endTrial(id: UploadId): void {
      const before = trials.get(id)
      trials.delete(id)
      const name = store.get(id)?.stage.name
      if (before && name !== undefined && name !== 'ready') store.refill(id, before)
    },

    /**
     * Applies the hash of a file. If a missing file has this hash, it gets the bytes and continues
     * in its place in the list. The hashed file is then removed, unless it expects another hash.
     *
     * @returns the files to place now
     */
    giveBack(upload: Upload, hash: ContentHash): UploadId[] {
      const { id } = upload
      const missing = find(upload, hash)
      if (missing !== undefined) {
        store.refill(missing, upload)
        store.dispatch(missing, { type: 'file-chosen' })
        store.dispatch(missing, { type: 'hashed', hash })
      }
      if (missing !== undefined && expectedOf(upload) === undefined) store.remove([id])
      else store.dispatch(id, { type: 'hashed', hash })
      return missing === undefined ? [id] : [missing, id]
    },
  }
}

function expectedOf({ stage }: Upload): ContentHash | undefined {
  return 'expected' in stage ? stage.expected : undefined
}
