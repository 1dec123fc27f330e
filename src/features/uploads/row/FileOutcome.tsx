import type { ListItem } from '../../../core/request/list-item.ts'
import { isAtRest } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { Progress } from '../../../ui/Progress.tsx'
import type { FilesPorts } from '../list/files-ports.ts'
import { ChooseAgain } from './ChooseAgain.tsx'
import { FileFailure } from './FileFailure.tsx'
import { NextTry } from './NextTry.tsx'
import { percentDone } from './stage-words.ts'
import { UploadResult } from './UploadResult.tsx'

/** How a file fares: its progress, then its URL, in one place, so that no row below it moves. */
export function FileOutcome({
  upload,
  listed,
  ports,
}: {
  upload: Upload
  listed: ListItem | undefined
  ports: FilesPorts
}) {
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
          onRetryNow={() => ports.queue.retryNow([id])}
        />
      )}
      {stage.name === 'failed' && <FileFailure problem={stage.problem} />}
      {(stage.name === 'missing-file' || isChanged) && (
        <ChooseAgain upload={upload} chooseAgain={ports.chooseAgain} />
      )}
      {listed && <UploadResult upload={upload} listed={listed} ports={ports} />}
    </div>
  )
}
