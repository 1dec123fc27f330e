import { percentOf } from '../../../core/text/format.ts'
import type { Upload } from '../../../core/uploads/upload.ts'

/** Whole percent of the work under way, or undefined when the stage has no progress. */
export function percentDone(upload: Upload | undefined): number | undefined {
  if (upload?.stage.name === 'hashing') return percentOf(upload.stage.hashed, upload.size)
  if (upload?.stage.name === 'uploading') return percentOf(upload.stage.sent, upload.size)
  return undefined
}
