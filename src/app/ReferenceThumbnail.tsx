import { listEntry } from '../core/listed.ts'
import { extensionOf } from '../core/media-kind.ts'
import type { Reference } from '../core/reference.ts'
import type { HistoryPorts } from '../features/files/history-ports.ts'
import { StoredThumbnail } from '../features/files/Thumbnail.tsx'
import { useEntry } from '../features/files/use-entry.ts'
import { KindSign } from '../ui/KindSign.tsx'

/** How a reference looks, if the history knows its URL. */
export function ReferenceThumbnail({
  reference: { url, kind },
  history,
}: {
  reference: Reference
  history: HistoryPorts
}) {
  const entry = useEntry(history, url)
  if (!entry) return <KindSign kind={kind} extension={extensionOf(url)} />
  return <StoredThumbnail listed={listEntry(entry)} history={history} />
}
