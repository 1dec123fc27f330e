import type { UploadedFile } from '../../core/contract.ts'
import { isFinal, type Stage } from '../../core/stage.ts'
import type { Upload } from '../../core/upload.ts'
import { Progress } from '../../ui/Progress.tsx'
import { FileFailure } from './FileFailure.tsx'
import { FileResult } from './FileResult.tsx'
import { percentDone } from './stage-words.ts'

/** How a file fares: its progress, then its URL, in one place, so that no row below it moves. */
export function FileOutcome({ upload }: { upload: Upload }) {
  const { stage, path } = upload
  const percent = percentDone(upload)
  const result = goodResult(stage)
  return (
    <div
      className={`col-span-full grid min-h-10 grid-cols-1 content-center rounded-lg sm:order-3 ${isFinal(stage) ? '' : 'bg-page px-3'}`}
    >
      {(percent !== undefined || stage.name === 'confirming') && (
        <Progress label={path} percent={percent} />
      )}
      {stage.name === 'failed' && <FileFailure problem={stage.problem} />}
      {result && <FileResult upload={upload} result={result} />}
    </div>
  )
}

/** The answer to this upload or, where sending once more came to nothing, to the earlier one. */
function goodResult(stage: Stage): UploadedFile | undefined {
  if (stage.name === 'uploaded') return stage.result
  return stage.name === 'failed' || stage.name === 'canceled' ? stage.earlier : undefined
}
