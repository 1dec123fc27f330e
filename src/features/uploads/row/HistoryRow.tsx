import { Trash2 } from 'lucide-react'
import { memo, type Ref } from 'react'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { listEntry } from '../../../core/request/list-item.ts'
import { formatWhen } from '../../../core/text/dates.ts'
import { formatBytes } from '../../../core/text/format.ts'
import { ROW, SIDES } from '../list/row-layout.ts'
import { HistoryBadges } from './FileBadges.tsx'
import { FileResult } from './FileResult.tsx'
import { MediaWords } from './MediaWords.tsx'
import { PreviewButton } from './PreviewButton.tsx'
import { RemoveButton } from './RemoveButton.tsx'
import { RowCheck } from './RowCheck.tsx'
import { RowTitle } from './RowTitle.tsx'
import { StoredThumbnail } from './Thumbnail.tsx'

interface HistoryRowProps {
  entry: HistoryEntry
  /** Milliseconds since 1970. */
  now: number
  /** Its place among all that match, from 1, and how many those are: only some are in the document. */
  place: number
  of: number
  /** Pixels to the row before it, where rows between them are left out. */
  gap: number
  index: number
  measure: Ref<HTMLLIElement>
}

/** A file that was uploaded earlier, as this browser remembers it. */
export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps) {
  const { entry, now, place, of, gap, index, measure } = props
  const listed = listEntry(entry)
  const { path, title, key } = listed
  return (
    <li
      ref={measure}
      data-index={index}
      aria-label={path}
      aria-posinset={place}
      aria-setsize={of}
      style={gap > 0 ? { marginTop: gap } : undefined}
      className={ROW}
    >
      <RowCheck rowKey={key} title={title} />
      <PreviewButton rowKey={key} title={title}>
        <StoredThumbnail listed={listed} />
      </PreviewButton>
      <div className="min-w-0">
        <RowTitle path={path} entry={entry} />
        <p className="flex flex-wrap gap-x-1.5 text-soft text-sm tabular-nums">
          <span>{formatBytes(listed.size)}</span>
          <span className="text-ink">Uploaded</span>
          <time dateTime={new Date(entry.at).toISOString()}>{formatWhen(entry.at, now)}</time>
          <MediaWords media={entry.media} />
        </p>
      </div>
      <div className={SIDES}>
        <RemoveButton listed={listed}>
          <Trash2 size={15} aria-hidden />
        </RemoveButton>
        <HistoryBadges entry={entry} />
      </div>
      <div className="col-span-full">
        <FileResult listed={listed} />
      </div>
    </li>
  )
})
