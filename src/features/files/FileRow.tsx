import { memo } from 'react'
import { DOUBTFUL_SIZE } from '../../core/contract.ts'
import { formatBytes } from '../../core/format.ts'
import type { Queue } from '../../core/queue.ts'
import { isFinal } from '../../core/stage.ts'
import type { Upload, UploadId } from '../../core/upload.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { Progress } from '../../ui/Progress.tsx'
import { FileActions } from './FileActions.tsx'
import { FileBadges } from './FileBadges.tsx'
import { FileFailure } from './FileFailure.tsx'
import { FileResult } from './FileResult.tsx'
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
  const { stage, path } = upload
  const percent = percentDone(upload)
  return (
    <li aria-label={path} className="grid grid-cols-1 gap-2 px-3 py-3 sm:px-4">
      <div className="flex items-center gap-3">
        <Thumbnail upload={upload} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium" title={path}>
            {path}
          </p>
          <StageLine upload={upload} percent={percent} />
        </div>
        <FileActions upload={upload} queue={queue} />
      </div>
      {(percent !== undefined || stage.name === 'confirming') && (
        <Progress label={path} percent={percent} />
      )}
      {stage.name === 'failed' && <FileFailure problem={stage.problem} />}
      {stage.name === 'uploaded' && <FileResult result={stage.result} />}
    </li>
  )
})

function StageLine({ upload, percent }: { upload: Upload; percent: number | undefined }) {
  const { stage, size } = upload
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-soft text-sm tabular-nums">
      <span>{formatBytes(size)}</span>
      <span className={stage.name === 'failed' ? 'font-medium text-bad' : 'text-ink'}>
        {STAGE_WORDS[stage.name]}
      </span>
      {percent !== undefined && <span>{percent}%</span>}
      {stage.name === 'waiting' && <span>{waitWords(stage.reason)}</span>}
      <FileBadges upload={upload} />
      {size > DOUBTFUL_SIZE && !isFinal(stage) && (
        <span>Over 50,000,000 bytes: the gateway may refuse it.</span>
      )}
    </p>
  )
}
