import { useQuery } from '@tanstack/react-query'
import { extensionOf, kindOf, type MediaKind } from '../../../core/media/media-kind.ts'
import type { ListItem } from '../../../core/request/list-item.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { KindSign } from '../../../ui/KindSign.tsx'
import { useSeen } from '../list/use-seen.ts'
import { useUploads } from '../uploads-context.ts'

/** The thumbnail of an upload of this list. It is made when it is in sight. */
export function UploadThumbnail({ upload }: { upload: Upload }) {
  const { look } = useUploads()
  const { id, file, size, mediaType, path, stage } = upload
  const hash = 'hash' in stage ? stage.hash : undefined
  return (
    <Thumbnail
      // The bytes change only when the file is chosen again.
      name={`upload ${id} ${size} ${file ? '' : hash}`}
      load={() => look(upload)}
      kind={kindOf(mediaType, path)}
      extension={extensionOf(path)}
    />
  )
}

/** The thumbnail of a file of the history, made when it was uploaded. */
export function StoredThumbnail({ listed }: { listed: ListItem }) {
  const { history } = useUploads()
  const { hash, kind, path, url, entry } = listed
  return (
    <Thumbnail
      // Looked for again once the browser has looked at the bytes.
      name={`stored ${hash} ${entry?.media !== undefined}`}
      load={() => history.thumbnail(hash)}
      kind={kind}
      extension={extensionOf(path) || extensionOf(url)}
    />
  )
}

interface ThumbnailProps {
  name: string
  /** A small picture as a `data:` URL, or null where there is none. */
  load: () => Promise<string | null>
  kind: MediaKind
  extension: string
}

/** A small picture, or a sign of its kind. Its query goes with its row: thousands would be kept for minutes. */
function Thumbnail({ name, load, kind, extension }: ThumbnailProps) {
  const [ref, seen] = useSeen<HTMLDivElement>()
  const { data } = useQuery({
    queryKey: ['thumbnail', name],
    queryFn: load,
    enabled: seen,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  return (
    <div ref={ref} className="size-12 shrink-0 overflow-hidden rounded-lg bg-sunken">
      {data ? (
        <img src={data} alt="" className="size-full" />
      ) : (
        <KindSign kind={kind} extension={extension} />
      )}
    </div>
  )
}
