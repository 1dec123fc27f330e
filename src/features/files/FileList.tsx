import { useSyncExternalStore } from 'react'
import type { Queue } from '../../core/queue.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { FileRow } from './FileRow.tsx'

/** From here on, rows out of sight are not laid out. */
const LONG_LIST = 100

/** The uploads of now, in the order in which they are sent. */
export function FileList({ store, queue }: { store: UploadsStore; queue: Queue }) {
  const ids = useSyncExternalStore(store.subscribeList, store.ids)
  const isLong = ids.length > LONG_LIST
  return (
    <ul
      aria-label="Files"
      className={`divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface ${isLong ? 'rows-lazy' : ''}`}
    >
      {ids.map((id) => (
        <FileRow key={id} id={id} store={store} queue={queue} />
      ))}
    </ul>
  )
}
