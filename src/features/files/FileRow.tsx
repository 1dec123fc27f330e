import { memo } from 'react'
import { DOUBTFUL_SIZE } from '../../core/contract.ts'
import { formatBytes } from '../../core/format.ts'
import type { StageName } from '../../core/stage.ts'
import type { Upload, UploadId } from '../../core/upload.ts'
import { TailText } from '../../ui/TailText.tsx'
import { FileActions } from './FileActions.tsx'
import { FileBadges } from './FileBadges.tsx'
import { FileOutcome } from './FileOutcome.tsx'
import type { FilesPorts } from './files-ports.ts'
import { percentDone, STAGE_WORDS, waitWords } from './stage-words.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { useUpload } from './use-upload.ts'

interface FileRowProps {
  id: UploadId
  ports: FilesPorts
}

/** One file in the list. It watches its own upload, so a neighbour's progress never re-renders it. */
export const FileRow = memo(function FileRow({ id, ports }: FileRowProps) {
  const upload = useUpload(ports.store, id)
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
      <FileActions upload={upload} queue={ports.queue} />
      <FileBadges upload={upload} />
      <FileOutcome upload={upload} ports={ports} />
    </li>
  )
})

/** Stages that stand out, for they go on only if somebody acts. */
const NEEDS_A_PERSON: ReadonlySet<StageName> = new Set(['failed', 'choose-again'])

function StageLine({ upload }: { upload: Upload }) {
  const { stage, size, path } = upload
  const percent = percentDone(upload)
  return (
    <p className="flex flex-wrap gap-x-1.5 text-soft text-sm tabular-nums">
      <span>{formatBytes(size)}</span>
      <span className={NEEDS_A_PERSON.has(stage.name) ? 'font-medium text-bad' : 'text-ink'}>
        {STAGE_WORDS[stage.name]}
      </span>
      {percent !== undefined && <span>{percent}%</span>}
      {stage.name === 'waiting' && <span>{waitWords(stage.reason)}</span>}
      {stage.name === 'uploaded' && stage.first !== undefined && (
        <span className="wrap-anywhere">
          same content as {stage.first === path ? 'one uploaded before' : stage.first}
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
