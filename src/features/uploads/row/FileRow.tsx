import { memo } from 'react'
import { listUpload, uploadRowKey, urlOfStage } from '../../../core/request/list-item.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { FilesPorts } from '../list/files-ports.ts'
import { ROW, SIDES } from '../list/row-layout.ts'
import { useEntry } from '../list/use-entry.ts'
import { useSeenRow } from '../list/use-seen.ts'
import { FileActions } from './FileActions.tsx'
import { FileBadges } from './FileBadges.tsx'
import { FileOutcome } from './FileOutcome.tsx'
import { PreviewButton } from './PreviewButton.tsx'
import { RowCheck } from './RowCheck.tsx'
import { RowOutline } from './RowOutline.tsx'
import { RowTitle } from './RowTitle.tsx'
import { StageLine } from './StageLine.tsx'
import { UploadThumbnail } from './Thumbnail.tsx'
import { useUpload } from './use-upload.ts'

interface FileRowProps {
  id: UploadId
  ports: FilesPorts
  /** One of so many that those out of sight are but outlines. */
  isOneOfMany: boolean
}

/** One file in the list. It watches its own upload, so a neighbour's progress never re-renders it. */
export const FileRow = memo(function FileRow({ id, ports, isOneOfMany }: FileRowProps) {
  const [ref, seen] = useSeenRow<HTMLLIElement>(isOneOfMany)
  const upload = useUpload(ports.store, id, seen || !isOneOfMany)
  if (!upload) return null
  return (
    <li ref={ref} aria-label={upload.path} className={ROW}>
      {seen || !isOneOfMany ? (
        <WholeRow upload={upload} ports={ports} />
      ) : (
        <RowOutline upload={upload} />
      )}
    </li>
  )
})

function WholeRow({ upload, ports }: { upload: Upload; ports: FilesPorts }) {
  const entry = useEntry(ports.history, urlOfStage(upload.stage))
  const listed = listUpload(upload, entry)
  const key = uploadRowKey(upload.id)
  const thumbnail = <UploadThumbnail upload={upload} ports={ports} />
  return (
    <>
      {listed ? <RowCheck rowKey={key} title={listed.title} /> : <span className="size-6" />}
      {listed ? (
        <PreviewButton rowKey={key} title={listed.title}>
          {thumbnail}
        </PreviewButton>
      ) : (
        thumbnail
      )}
      <div className="min-w-0">
        <RowTitle path={upload.path} entry={entry} history={ports.history} />
        <StageLine upload={upload} media={entry?.media} />
      </div>
      <div className={SIDES}>
        <FileActions upload={upload} listed={listed} queue={ports.queue} />
        <FileBadges upload={upload} />
      </div>
      <FileOutcome upload={upload} listed={listed} ports={ports} />
    </>
  )
}
