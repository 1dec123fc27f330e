import { memo, useSyncExternalStore } from 'react'
import type { Queue } from '../../core/queue.ts'
import type { UploadId } from '../../core/upload.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { FileRow } from './FileRow.tsx'

/** From here on, rows out of sight are not laid out. */
const LONG_LIST = 100

/** Rows a group. React walks the siblings of a row that changed: 50 of them, not 3,000. */
const GROUP = 50

interface FileListProps {
  store: UploadsStore
  queue: Queue
}

/** The uploads of now, in the order in which they are sent. */
export function FileList({ store, queue }: FileListProps) {
  const ids = useSyncExternalStore(store.subscribeList, store.ids)
  const starts = Array.from({ length: Math.ceil(ids.length / GROUP) }, (_, index) => index * GROUP)
  return (
    <ul
      aria-label="Files"
      className={`divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface ${ids.length > LONG_LIST ? 'rows-lazy' : ''}`}
    >
      {starts.map((start) => (
        <RowGroup
          key={start}
          ids={ids.slice(start, start + GROUP).join(' ')}
          store={store}
          queue={queue}
        />
      ))}
    </ul>
  )
}

/** Takes its ids as text, so that it renders again only when they differ. */
const RowGroup = memo(function RowGroup({ ids, store, queue }: FileListProps & { ids: string }) {
  return ids
    .split(' ')
    .map(Number)
    .map((id: UploadId) => <FileRow key={id} id={id} store={store} queue={queue} />)
})
