import { useCallback } from 'react'
import { formatBytes, formatSeconds } from '../../../core/text/format.ts'
import { countBytes } from '../../../core/uploads/throughput.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { usePace } from '../toolbar/use-pace.ts'
import { useUploads } from '../uploads-context.ts'
import { words as tileWords } from './tile-words.ts'
import { usePercent } from './use-upload.ts'
import { words } from './words.ts'

/** "Uploading 39% of 17.2 MB · 2.1 MB/s, 5 s left". Follows the progress by itself. */
export function MovingMeta({ upload }: { upload: Upload }) {
  const { store } = useUploads()
  const { id, size, stage } = upload
  const percent = usePercent(upload)
  const read = useCallback(() => countBytes(uploadsOf(store.get(id))), [store, id])
  const pace = usePace(read, stage.name === 'uploading')?.pace
  return (
    <span>
      <span className="text-ink">{tileWords.stage[stage.name]}</span>
      {percent !== undefined && <span> {words.percent(percent, formatBytes(size))}</span>}
      {pace && (
        <span className="@max-[45rem]:hidden">
          <span>{` · ${words.speed(formatBytes(Math.round(pace.bytesPerSecond)))}`}</span>
          {pace.secondsLeft !== undefined && (
            <span>{`, ${words.left(formatSeconds(pace.secondsLeft))}`}</span>
          )}
        </span>
      )}
    </span>
  )
}

const uploadsOf = (upload: Upload | undefined) => (upload ? [upload] : [])
