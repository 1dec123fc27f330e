import { useMemo, useState } from 'react'
import { urlOfStage } from '../../../core/request/list-item.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { Row } from '../list/row.ts'
import { useEntry } from '../list/use-entry.ts'
import { useUploads } from '../uploads-context.ts'
import { factsOfEntry, factsOfUpload, type RowFacts } from './row-facts.ts'
import { useUploadFact } from './use-upload.ts'

/** The facts of a row. Ignores progress, to which the components that draw it subscribe. */
export function useRow(row: Row): RowFacts | undefined {
  const { store, history } = useUploads()
  const [settle] = useState(createSettler)
  const upload = useUploadFact(store, 'upload' in row ? row.upload : NO_UPLOAD, settle)
  const known = useEntry(history, upload && urlOfStage(upload.stage))
  const entry = 'entry' in row ? row.entry : undefined
  return useMemo(() => {
    if (entry) return factsOfEntry(entry)
    return upload && factsOfUpload(row.key, upload, known)
  }, [row.key, entry, upload, known])
}

/** No upload has this id. */
const NO_UPLOAD: UploadId = -1

/** Keeps the former object while an upload differs in its progress only. */
function createSettler() {
  let former: Upload | undefined
  return (next: Upload | undefined) => {
    if (!next || !former || !isProgress(former, next)) former = next
    return former
  }
}

function isProgress(former: Upload, next: Upload): boolean {
  const { name } = next.stage
  const isMoving = name === 'hashing' || name === 'uploading'
  return isMoving && former.stage.name === name && former.gateway === next.gateway
}
