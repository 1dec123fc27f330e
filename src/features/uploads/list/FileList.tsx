import { memo } from 'react'
import { contentKey } from '../../../core/api/content.ts'
import type { HistoryEntry } from '../../../core/history/history.ts'
import type { UploadId } from '../../../core/uploads/upload.ts'
import { Boundary } from '../../../ui/Boundary.tsx'
import { FileRow } from '../row/FileRow.tsx'
import { HistoryRow } from '../row/HistoryRow.tsx'
import { useVirtualRows } from './use-virtual-rows.ts'

/** From here on, rows out of sight are outlines that are not laid out. */
const LONG_LIST = 100

/** Rows a group at most. React walks the siblings of a row that changed: 50 of them, not 3,000. */
const GROUP = 50

/** What assistive technology is told of a list whose end nobody knows. */
const UNKNOWN = -1

interface FileListProps {
  /** The uploads of now, in the order in which they are sent. */
  ids: readonly UploadId[]
  /** What was uploaded before; only as much of it as can be seen is in the document. */
  entries: readonly HistoryEntry[]
  /** False while only the newest of these are there. */
  hasAll: boolean
  /** Milliseconds since 1970. */
  now: number
}

/** All files: the uploads of now, and under them what is remembered. */
export function FileList({ ids, entries, hasAll, now }: FileListProps) {
  const { list, rows, rest, measure } = useVirtualRows(entries, urlOf)
  const isLong = ids.length > LONG_LIST
  return (
    <ul
      ref={list}
      aria-label="Files"
      style={rest > 0 ? { paddingBottom: rest } : undefined}
      className={`divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface ${isLong ? 'rows-lazy' : ''}`}
    >
      {[...groupsOf(ids)].map(([group, members]) => (
        <RowGroup key={`group ${group}`} ids={members.join(' ')} isLong={isLong} />
      ))}
      {rows.map(({ index, gap }) => {
        const entry = entries[index]
        if (!entry) return null
        return (
          <Boundary key={contentKey(entry)} what="This file" isItem>
            <HistoryRow
              entry={entry}
              now={now}
              place={ids.length + index + 1}
              of={hasAll ? ids.length + entries.length : UNKNOWN}
              gap={gap}
              index={index}
              measure={measure}
            />
          </Boundary>
        )
      })}
    </ul>
  )
}

/** Which row was measured: the virtualizer holds one for each, and this text is there anyway. */
const urlOf = ({ result }: HistoryEntry) => result.url

/** By number and not by place, so that a row that goes moves no other row to another group. */
function groupsOf(ids: readonly UploadId[]): Map<number, UploadId[]> {
  const groups = new Map<number, UploadId[]>()
  for (const id of ids) {
    const group = Math.floor(id / GROUP)
    const members = groups.get(group)
    if (members) members.push(id)
    else groups.set(group, [id])
  }
  return groups
}

/** Takes its ids as text, so that it renders again only when they differ. */
const RowGroup = memo(function RowGroup({ ids, isLong }: { ids: string; isLong: boolean }) {
  return ids
    .split(' ')
    .map(Number)
    .map((id: UploadId) => (
      <Boundary key={id} what="This file" isItem>
        <FileRow id={id} isOneOfMany={isLong} />
      </Boundary>
    ))
})
