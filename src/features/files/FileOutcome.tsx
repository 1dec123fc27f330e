import type { Upload } from '../../core/upload.ts'
import { Progress } from '../../ui/Progress.tsx'
import { FileFailure } from './FileFailure.tsx'
import { FileResult } from './FileResult.tsx'
import { percentDone } from './stage-words.ts'

/** How a file fares: its progress, then its URL, in one place, so that no row below it moves. */
export function FileOutcome({ upload }: { upload: Upload }) {
  const { stage, path } = upload
  const percent = percentDone(upload)
  return (
    <div className="col-span-full grid min-h-10 grid-cols-1 content-center">
      {(percent !== undefined || stage.name === 'confirming') && (
        <Progress label={path} percent={percent} />
      )}
      {stage.name === 'failed' && <FileFailure problem={stage.problem} />}
      {stage.name === 'uploaded' && <FileResult upload={upload} result={stage.result} />}
    </div>
  )
}
