import { useQuery } from '@tanstack/react-query'
import { AudioLines, Film, Image } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Upload } from '../../core/upload.ts'
import { makeThumbnail } from './make-thumbnail.ts'
import { useSeen } from './use-seen.ts'

/** The picture itself, small, once it is in sight; a sign of its kind for everything else. */
export function Thumbnail({ upload }: { upload: Upload }) {
  const [ref, seen] = useSeen<HTMLDivElement>()
  const kind = upload.mediaType.split('/')[0]
  const Sign = kind === 'image' ? Image : kind === 'audio' ? AudioLines : Film
  const sign = <Sign size={20} aria-hidden />
  return (
    <div
      ref={ref}
      className="grid size-12 shrink-0 place-items-center overflow-hidden rounded-lg bg-sunken text-soft"
    >
      {seen && kind === 'image' ? <Picture upload={upload}>{sign}</Picture> : sign}
    </div>
  )
}

/** Its query goes with its row: thousands would be kept for minutes otherwise. */
function Picture({ upload, children }: { upload: Upload; children: ReactNode }) {
  const { id, file, size, mediaType } = upload
  const { data } = useQuery({
    queryKey: ['thumbnail', id, size, mediaType],
    queryFn: () => (file ? makeThumbnail(file.slice(0, size, mediaType)) : null),
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  return data ? <img src={data} alt="" className="size-full" /> : children
}
