import type { UploadId } from '../uploads/upload.ts'

export type PriorityQueue = ReturnType<typeof createPriorityQueue>

/**
 * Uploads waiting for their turn, first in the list first, however late they joined; but
 * before all others those that had their turn already and were sent back.
 */
export function createPriorityQueue() {
  const sentBack = createRow()
  const waiting = createRow()

  return {
    first: () => sentBack.first() ?? waiting.first(),
    next: () => sentBack.shift() ?? waiting.shift(),
    join(id: UploadId, wasSentBack = false): void {
      const row = wasSentBack ? sentBack : waiting
      row.insert(id)
    },
    leave(id: UploadId): void {
      sentBack.remove(id)
      waiting.remove(id)
    },
  }
}

/** Ids in ascending order, each once. */
function createRow() {
  const ids: UploadId[] = []

  /** Index of the first id that is not before `id`. */
  function find(id: UploadId): number {
    let low = 0
    let high = ids.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((ids[middle] as UploadId) < id) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    first: () => ids[0],
    shift: () => ids.shift(),
    insert(id: UploadId): void {
      const at = find(id)
      if (ids[at] !== id) ids.splice(at, 0, id)
    },
    remove(id: UploadId): void {
      const at = find(id)
      if (ids[at] === id) ids.splice(at, 1)
    },
  }
}
