import type { Composer, NewReference } from '../core/request/composer.ts'
import { listUpload, referenceOfItem } from '../core/request/list-item.ts'
import { replaceUrl } from '../core/request/replace-url.ts'
import type { Upload, UploadId } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { RequestDrops } from './request-drops.ts'

interface AddOptions {
  store: UploadsStore
  /** The request that is shown. */
  composer: Pick<Composer, 'add' | 'draft'>
  /** The request of a draft, or the one that is shown when the draft is gone. */
  composerOf: (draft: string | undefined) => Pick<Composer, 'add' | 'draft' | 'swap'>
  drops: RequestDrops
  /** Replaces a reference of the request that is shown. */
  swap: (id: string, files: readonly NewReference[]) => void
  /** Called with the path of a file for which the request has no room. */
  onFull: (path: string) => void
}

/** The files of one drop that have been added so far. */
interface Progress {
  /** URLs of added files. The URL is empty for a file that replaced a reference. */
  urls: Map<UploadId, string>
  /** Id of the reference that was replaced. */
  swapped?: string
}

/**
 * Adds dropped files to their request when they are uploaded, even while another request is shown.
 * References of one drop keep the order of the list, even when uploads end in another order. A
 * failed file is added when a retry succeeds. Each file is added only once, so that a removed
 * reference does not come back.
 *
 * The first file of a drop on a reference replaces it, and the others follow it. When the reference
 * is gone, all are added at the end. An imported file only replaces its reference.
 *
 * @returns a function that stops it
 */
export function addWhenUploaded(options: AddOptions): () => void {
  const { store, composer, composerOf, drops, swap, onFull } = options
  const begun = new WeakMap<object, Progress>()

  function add(upload: Upload): void {
    const drop = upload.file && drops.dropOf(upload.file)
    const item = drop && listUpload(upload, undefined)
    if (!drop || !item || upload.stage.name !== 'uploaded') return
    const progress = begun.get(drop) ?? { urls: new Map<UploadId, string>() }
    begun.set(drop, progress)
    const { urls } = progress
    if (urls.has(upload.id)) return

    const { target } = drop
    const owner = composerOf(drop.draft)
    if (target?.isImport) {
      urls.set(upload.id, '')
      replaceUrl(owner, target.url, referenceOfItem(item))
      return
    }
    const { references } = owner.draft()
    const former = target && references.find(({ url }) => url === target.url)
    if (former && target.file === upload.file) {
      urls.set(upload.id, '')
      progress.swapped = former.id
      if (owner === composer) swap(former.id, [referenceOfItem(item)])
      else owner.swap(former.id, referenceOfItem(item))
      return
    }
    const earlier = new Set([...urls].flatMap(([id, url]) => (id < upload.id ? url : [])))
    const later = new Set([...urls].flatMap(([id, url]) => (id > upload.id ? url : [])))
    const next = references.findIndex(({ url }) => later.has(url))
    const before = references.findLastIndex(
      ({ id, url }) => id === (former?.id ?? progress.swapped) || earlier.has(url),
    )
    const at = next !== -1 ? next : target && before !== -1 ? before + 1 : undefined
    urls.set(upload.id, item.url)
    if (owner.add([referenceOfItem(item)], at) > 0) onFull(upload.path)
  }

  return store.subscribeChanges((upload) => {
    if (upload) add(upload)
  })
}
