import type { Composer } from '../core/request/composer.ts'
import { listUpload, referenceOfItem } from '../core/request/list-item.ts'
import type { Upload, UploadId } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { RequestDrops } from './request-drops.ts'

interface AddOptions {
  store: UploadsStore
  composer: Pick<Composer, 'add' | 'draft' | 'move'>
  drops: RequestDrops
  /** Called with the path of a file for which the request has no room. */
  onFull: (path: string) => void
}

/**
 * Adds dropped files to the request when they are uploaded. References of one drop keep the order of
 * the list, in whichever order the uploads end. A failed file is added when a retry succeeds. A file
 * is added once, so that a person can remove its reference.
 *
 * @returns stops it
 */
export function addWhenUploaded({ store, composer, drops, onFull }: AddOptions): () => void {
  /** URLs of uploaded files by drop. An id that is present was added. */
  const added = new WeakMap<object, Map<UploadId, string>>()

  function add(upload: Upload): void {
    const drop = upload.file && drops.dropOf(upload.file)
    const item = drop && listUpload(upload, undefined)
    if (!drop || !item || upload.stage.name !== 'uploaded') return
    const urls = added.get(drop) ?? new Map<UploadId, string>()
    if (urls.has(upload.id)) return
    added.set(drop, urls.set(upload.id, item.url))
    if (composer.add([referenceOfItem(item)]) > 0) onFull(upload.path)
    else moveBeforeLater(upload.id, item.url, urls)
  }

  /** Moves the last reference before those of later files. */
  function moveBeforeLater(id: UploadId, url: string, urls: ReadonlyMap<UploadId, string>): void {
    const { references } = composer.draft()
    const last = references.at(-1)
    if (last?.url !== url) return
    const later = new Set([...urls].flatMap(([other, theirs]) => (other > id ? theirs : [])))
    const to = references.findIndex((reference) => reference !== last && later.has(reference.url))
    if (to !== -1) composer.move(last.id, to)
  }

  return store.subscribeChanges((upload) => {
    if (upload) add(upload)
  })
}
