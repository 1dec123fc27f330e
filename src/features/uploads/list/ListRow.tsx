import {
  type ComponentType,
  memo,
  type RefCallback,
  useCallback,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { Boundary } from '../../../ui/Boundary.tsx'
import { useUploads } from '../uploads-context.ts'
import type { Item } from './arrange-rows.ts'
import { type RowContentProps, rowOfItem } from './row.ts'
import type { TileSizes } from './use-line-sizes.ts'
import { words } from './words.ts'

export interface ListRowProps {
  item: Item
  /** Its place among all rows, from 0. */
  index: number
  /** Its place among the lines. */
  line: number
  /** Number of all rows, -1 while that is unknown. */
  setSize: number
  /** Pixels from the top of the list. */
  top: number
  /** Undefined for a row, which has the whole width. */
  tile: TileSizes | undefined
  /** What it shows. Undefined while that loads. */
  Content: ComponentType<RowContentProps> | undefined
  column: number
  /** Whether the Tab key reaches it. */
  isCurrent: boolean
  /** Id of the heading of its day. */
  day: string | undefined
  measure: RefCallback<HTMLElement>
}

/** The list item of a file. Its content subscribes to the file, so that only it renders again. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { item, index, line, setSize, top, tile, Content, column, isCurrent, day, measure } = props
  const row = useMemo(() => rowOfItem(item), [item])
  const { path, hasFailed } = useFile(item)
  return (
    <li
      // Only a failed row may be taller than the others. It is measured from then on.
      ref={hasFailed && !tile ? measure : undefined}
      aria-label={path}
      aria-posinset={index + 1}
      aria-setsize={setSize}
      aria-describedby={day}
      tabIndex={isCurrent ? 0 : -1}
      data-item={index}
      data-index={line}
      style={tile ? { top, left: leftOf(tile, column), width: tile.width } : { top }}
      className={`absolute focus-visible:rounded-sm ${tile ? '' : 'w-full -outline-offset-2'}`}
    >
      <Boundary what={words.thisFile}>
        {Content && <Content row={row} isCurrent={isCurrent} />}
      </Boundary>
    </li>
  )
})

function leftOf({ padding, width, gap }: TileSizes, column: number): number {
  return padding + column * (width + gap)
}

/** The name of a file, and whether it failed since it was drawn. */
function useFile(item: Item): { path: string; hasFailed: boolean } {
  const { store } = useUploads()
  const id = typeof item === 'number' ? item : undefined
  const subscribe = useCallback(
    (listener: () => void) => (id === undefined ? () => {} : store.subscribe(id, listener)),
    [store, id],
  )
  // Not the upload itself: progress must not render the row.
  const isFailed = useSyncExternalStore(
    subscribe,
    () => id !== undefined && store.get(id)?.stage.name === 'failed',
  )
  const [hasFailed, setHasFailed] = useState(isFailed)
  if (isFailed && !hasFailed) setHasFailed(true)
  const path = typeof item === 'number' ? (store.get(item)?.path ?? '') : item.paths[0]
  return { path, hasFailed }
}
