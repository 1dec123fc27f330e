import type { ListItem } from '../../../core/request/list-item.ts'
import { isAtRest } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { Progress } from '../../../ui/Progress.tsx'
import { useUploads } from '../uploads-context.ts'
import { ChooseAgain } from './ChooseAgain.tsx'
import { FileFailure } from './FileFailure.tsx'
import { NextTry } from './NextTry.tsx'
import { percentDone } from './stage-words.ts'
import { UploadResult } from './UploadResult.tsx'

interface FileOutcomeProps {
  upload: Upload
  listed: ListItem | undefined
}

/** The progress of a file, then its URL. Both take the same place, so that no row below moves. */
export function FileOutcome({ upload, listed }: FileOutcomeProps) {
  const { queue } = useUploads()
  const { stage, path, id } = upload
  const percent = percentDone(upload)
  const reason = stage.name === 'waiting' ? stage.reason : undefined
  const isChanged = stage.name === 'failed' && stage.problem.kind === 'changed-on-disk'
  return (
    <div
      className={`col-span-full grid min-h-10 grid-cols-1 content-center gap-1 rounded-lg ${isAtRest(stage) || (reason && reason.kind !== 'retry') ? '' : 'bg-page px-3'}`}
    >
      {(percent !== undefined || stage.name === 'confirming') && (
        <Progress label={path} percent={percent} />
      )}
      {reason?.kind === 'retry' && (
        <NextTry
          reason={reason}
          attempts={stage.name === 'waiting' ? stage.attempts : 0}
          onRetryNow={() => queue.retryNow([id])}
        />
      )}
      {stage.name === 'failed' && <FileFailure problem={stage.problem} />}
      {(stage.name === 'missing-file' || isChanged) && <ChooseAgain upload={upload} />}
      {listed && <UploadResult upload={upload} listed={listed} />}
    </div>
  )
}
