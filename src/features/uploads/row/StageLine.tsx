import { DOUBTFUL_SIZE } from '../../../core/api/size-limit.ts'
import type { MediaFacts } from '../../../core/history/history.ts'
import { formatBytes } from '../../../core/text/format.ts'
import type { StageName } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { MediaWords } from './MediaWords.tsx'
import { percentDone, STAGE_WORDS, waitWords } from './stage-words.ts'

/** Stages that stand out, for they go on only if somebody acts. */
const NEEDS_A_PERSON: ReadonlySet<StageName> = new Set(['failed', 'missing-file'])

/** Where a file is, and what is to be known of it besides. */
export function StageLine({ upload, media }: { upload: Upload; media: MediaFacts | undefined }) {
  const { stage, size, path } = upload
  const percent = percentDone(upload)
  return (
    <p className="flex flex-wrap gap-x-1.5 text-soft text-sm tabular-nums">
      <span>{formatBytes(size)}</span>
      <span className={NEEDS_A_PERSON.has(stage.name) ? 'font-medium text-bad' : 'text-ink'}>
        {STAGE_WORDS[stage.name]}
      </span>
      <MediaWords media={media} />
      {percent !== undefined && <span>{percent}%</span>}
      {stage.name === 'waiting' && <span>{waitWords(stage.reason)}</span>}
      {stage.name === 'uploaded' && stage.first !== undefined && (
        <span className="wrap-anywhere">
          {`same content as ${stage.first === path ? 'one uploaded before' : stage.first}`}
        </span>
      )}
      {size > DOUBTFUL_SIZE && stage.name !== 'uploaded' && (
        <span title={`${size.toLocaleString('en')} bytes`}>
          Close to the limit: the gateway may refuse it.
        </span>
      )}
    </p>
  )
}
