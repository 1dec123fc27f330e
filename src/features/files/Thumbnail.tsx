import { useQuery } from '@tanstack/react-query'
import { AudioLines, Film, Image } from 'lucide-react'
import type { Upload } from '../../core/upload.ts'
import { makeThumbnail } from './make-thumbnail.ts'
import { useSeen } from './use-seen.ts'

/** The picture itself, small, once it is in sight; a sign of its kind for everything else. */
export function Thumbnail({ upload }: { upload: Upload }) {
  const [ref, seen] = useSeen<HTMLDivElement>()
  const { file, mediaType } = upload
  const kind = mediaType.split('/')[0]
  const { data } = useQuery({
    queryKey: ['thumbnail', upload.id],
    queryFn: () => (file ? makeThumbnail(file.slice(0, upload.size, mediaType)) : null),
    enabled: seen && kind === 'image' && file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const Sign = kind === 'image' ? Image : kind === 'audio' ? AudioLines : Film
  return (
    <div
      ref={ref}
      className="grid size-12 shrink-0 place-items-center overflow-hidden rounded-lg bg-sunken text-soft"
    >
      {data ? <img src={data} alt="" className="size-full" /> : <Sign size={20} aria-hidden />}
    </div>
  )
}
