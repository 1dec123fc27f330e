import { memo } from 'react'
import { DOUBTFUL_SIZE } from '../../core/contract.ts'
import { formatBytes } from '../../core/format.ts'
import type { MediaFacts } from '../../core/history.ts'
import { listUpload, uploadRowKey, urlOfStage } from '../../core/listed.ts'
import type { StageName } from '../../core/stage.ts'
import type { Upload, UploadId } from '../../core/upload.ts'
import { FileActions } from './FileActions.tsx'
import { FileBadges } from './FileBadges.tsx'
import { FileOutcome } from './FileOutcome.tsx'
import type { FilesPorts } from './files-ports.ts'
import { MediaWords } from './MediaWords.tsx'
import { PreviewButton } from './PreviewButton.tsx'
import { RowCheck } from './RowCheck.tsx'
import { RowTitle } from './RowTitle.tsx'
import { ROW, SIDES } from './row-layout.ts'
import { percentDone, STAGE_WORDS, waitWords } from './stage-words.ts'
import { UploadThumbnail } from './Thumbnail.tsx'
import { useEntry } from './use-entry.ts'
import { useUpload } from './use-upload.ts'

interface FileRowProps {
  id: UploadId
  ports: FilesPorts
}

/** One file in the list. It watches its own upload, so a neighbour's progress never re-renders it. */
export const FileRow = memo(function FileRow({ id, ports }: FileRowProps) {
  const upload = useUpload(ports.store, id)
  const entry = useEntry(ports.history, upload && urlOfStage(upload.stage))
  if (!upload) return null
  const { path } = upload
  const listed = listUpload(upload, entry)
  const key = uploadRowKey(id)
  const thumbnail = <UploadThumbnail upload={upload} ports={ports} />
  return (
    <li aria-label={path} className={ROW}>
      {listed ? <RowCheck rowKey={key} title={listed.title} /> : <span className="size-6" />}
      {listed ? (
        <PreviewButton rowKey={key} title={listed.title}>
          {thumbnail}
        </PreviewButton>
      ) : (
        thumbnail
      )}
      <div className="min-w-0">
        <RowTitle path={path} entry={entry} history={ports.history} />
        <StageLine upload={upload} media={entry?.media} />
      </div>
      <div className={SIDES}>
        <FileActions upload={upload} listed={listed} queue={ports.queue} />
        <FileBadges upload={upload} />
      </div>
      <FileOutcome upload={upload} listed={listed} ports={ports} />
    </li>
  )
})

/** Stages that stand out, for they go on only if somebody acts. */
const NEEDS_A_PERSON: ReadonlySet<StageName> = new Set(['failed', 'choose-again'])

function StageLine({ upload, media }: { upload: Upload; media: MediaFacts | undefined }) {
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
