/** What the browser reveals about a drag before the drop. */
export interface DraggedItems {
  /** 0 when the browser does not say. */
  count: number
  /** False when one of them may be a folder. */
  areFiles: boolean
}

/** Counts the files and folders of a drag. Browsers report a folder as an item without a type. */
export function countDragged(data: Pick<DataTransfer, 'items'> | null): DraggedItems {
  const items = Array.from(data?.items ?? []).filter(({ kind }) => kind === 'file')
  return { count: items.length, areFiles: items.every(({ type }) => type !== '') }
}
