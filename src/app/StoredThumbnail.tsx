import { useQuery } from '@tanstack/react-query'
import { extensionOf, type MediaKind } from '../core/media/media-kind.ts'
import type { HistoryPorts } from '../features/uploads/list/history-ports.ts'
import { useEntry } from '../features/uploads/list/use-entry.ts'
import { pictureName, storedPicture } from '../features/uploads/row/stored-picture.ts'

/** Maximum number of characters of a type label. */
const LONGEST_TYPE = 4

/** Fills its frame with the thumbnail of a file in the history, or with a type label. */
export function StoredThumbnail({
  url,
  kind,
  history,
}: {
  url: string
  kind: MediaKind
  history: HistoryPorts
}) {
  const entry = useEntry(history, url)
  const { data } = useQuery({
    queryKey: ['thumbnail', `picture ${pictureName(entry)}`],
    queryFn: () => (entry ? storedPicture(history, entry) : null),
    enabled: entry !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  if (data) {
    const fit = kind === 'audio' ? 'object-contain p-[12%]' : 'object-cover'
    return <img src={data} alt="" className={`size-full ${fit}`} />
  }
  return (
    <span className="grid size-full place-items-center bg-sunken font-strong text-[0.625rem] text-soft">
      {(extensionOf(url) || kind).toUpperCase().slice(0, LONGEST_TYPE)}
    </span>
  )
}
