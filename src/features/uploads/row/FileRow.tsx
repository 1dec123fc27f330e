import { memo } from 'react'
import { listUpload, uploadRowKey, urlOfStage } from '../../../core/request/list-item.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
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
  /** Whether the list is so long that rows out of sight are outlines. */
  isOneOfMany: boolean
}

/** One file in the list. It subscribes to its own upload only. */
export const FileRow = memo(function FileRow({ id, isOneOfMany }: FileRowProps) {
  const [ref, seen] = useSeenRow<HTMLLIElement>(isOneOfMany)
  const upload = useUpload(id, seen || !isOneOfMany)
  if (!upload) return null
  return (
    <li ref={ref} aria-label={upload.path} className={ROW}>
      {seen || !isOneOfMany ? <WholeRow upload={upload} /> : <RowOutline upload={upload} />}
    </li>
  )
})

function WholeRow({ upload }: { upload: Upload }) {
  const entry = useEntry(urlOfStage(upload.stage))
  const listed = listUpload(upload, entry)
  const key = uploadRowKey(upload.id)
  const thumbnail = <UploadThumbnail upload={upload} />
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
        <RowTitle path={upload.path} entry={entry} />
        <StageLine upload={upload} media={entry?.media} />
      </div>
      <div className={SIDES}>
        <FileActions upload={upload} listed={listed} />
        <FileBadges upload={upload} />
      </div>
      <FileOutcome upload={upload} listed={listed} />
    </>
  )
}
