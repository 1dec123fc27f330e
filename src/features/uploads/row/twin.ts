import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'

/** The upload that sent the content of this one, when both are in the list. */
export function twinOf(
  { id, gateway, stage }: Upload,
  store: Pick<UploadsStore, 'all'>,
): UploadId | undefined {
  if (stage.name !== 'uploaded' || stage.origin !== 'already-here') return undefined
  for (const other of store.all()) {
    if (other.id === id || other.gateway !== gateway || other.stage.name !== 'uploaded') continue
    if (other.stage.hash === stage.hash) return other.id
  }
  return undefined
}
