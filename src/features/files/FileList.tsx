import { memo, useSyncExternalStore } from 'react'
import type { UploadId } from '../../core/upload.ts'
import { FileRow } from './FileRow.tsx'
import type { FilesPorts } from './files-ports.ts'

/** From here on, rows out of sight are not laid out. */
const LONG_LIST = 100

/** Rows a group at most. React walks the siblings of a row that changed: 50 of them, not 3,000. */
const GROUP = 50

/** The uploads of now, in the order in which they are sent. */
export function FileList({ ports }: { ports: FilesPorts }) {
  const { store } = ports
  const ids = useSyncExternalStore(store.subscribeList, store.ids)
  return (
    <ul
      aria-label="Files"
      className={`divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface ${ids.length > LONG_LIST ? 'rows-lazy' : ''}`}
    >
      {[...groupsOf(ids)].map(([group, members]) => (
        <RowGroup key={group} ids={members.join(' ')} ports={ports} />
      ))}
    </ul>
  )
}

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
const RowGroup = memo(function RowGroup({ ids, ports }: { ids: string; ports: FilesPorts }) {
  return ids
    .split(' ')
    .map(Number)
    .map((id: UploadId) => <FileRow key={id} id={id} ports={ports} />)
})
