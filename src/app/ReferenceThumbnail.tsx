import { extensionOf } from '../core/media/media-kind.ts'
import { listEntry } from '../core/request/list-item.ts'
import type { Reference } from '../core/request/reference.ts'
import { useEntry } from '../features/uploads/list/use-entry.ts'
import { StoredThumbnail } from '../features/uploads/row/Thumbnail.tsx'
import { KindSign } from '../ui/KindSign.tsx'

/** The thumbnail of a reference, if the history has its URL. */
export function ReferenceThumbnail({ reference: { url, kind } }: { reference: Reference }) {
  const entry = useEntry(url)
  if (!entry) return <KindSign kind={kind} extension={extensionOf(url)} />
  return <StoredThumbnail listed={listEntry(entry)} />
}
