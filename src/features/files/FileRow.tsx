import { memo } from 'react'
import { DOUBTFUL_SIZE } from '../../core/contract.ts'
import { formatBytes } from '../../core/format.ts'
import type { Queue } from '../../core/queue.ts'
import type { Upload, UploadId } from '../../core/upload.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { TailText } from '../../ui/TailText.tsx'
import { FileActions } from './FileActions.tsx'
import { FileBadges } from './FileBadges.tsx'
import { FileOutcome } from './FileOutcome.tsx'
import { percentDone, STAGE_WORDS, waitWords } from './stage-words.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { useUpload } from './use-upload.ts'

interface FileRowProps {
  id: UploadId
  store: UploadsStore
  queue: Queue
}

/** One file in the list. It watches its own upload, so a neighbour's progress never re-renders it. */
export const FileRow = memo(function FileRow({ id, store, queue }: FileRowProps) {
  const upload = useUpload(store, id)
  if (!upload) return null
  const { path } = upload
  return (
    <li
      aria-label={path}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 p-3 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto] sm:px-4"
    >
      <Thumbnail upload={upload} />
      <div>
        <p className="font-medium">
          <TailText text={path} />
        </p>
        <StageLine upload={upload} />
      </div>
      <FileActions upload={upload} queue={queue} />
      <FileBadges upload={upload} />
      <FileOutcome upload={upload} />
    </li>
  )
})

function StageLine({ upload }: { upload: Upload }) {
  const { stage, size } = upload
  const percent = percentDone(upload)
  return (
    <p className="flex flex-wrap gap-x-1.5 text-soft text-sm tabular-nums">
      <span>{formatBytes(size)}</span>
      <span className={stage.name === 'failed' ? 'font-medium text-bad' : 'text-ink'}>
        {STAGE_WORDS[stage.name]}
      </span>
      {percent !== undefined && <span>{percent}%</span>}
      {stage.name === 'waiting' && <span>{waitWords(stage.reason)}</span>}
      {size > DOUBTFUL_SIZE && stage.name !== 'uploaded' && (
        <span title={`${size.toLocaleString('en')} bytes`}>
          Close to the limit: the gateway may refuse it.
        </span>
      )}
    </p>
  )
}
