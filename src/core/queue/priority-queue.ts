import type { UploadId } from '../uploads/upload.ts'

export type PriorityQueue = ReturnType<typeof createPriorityQueue>

/** Uploads in list order. Returned uploads come first. */
export function createPriorityQueue() {
  const returned = createSortedIds()
  const waiting = createSortedIds()

  return {
    first: () => returned.first() ?? waiting.first(),
    next: () => returned.shift() ?? waiting.shift(),
    join(id: UploadId, isReturned = false): void {
      const ids = isReturned ? returned : waiting
      ids.insert(id)
    },
    leave(id: UploadId): void {
      returned.remove(id)
      waiting.remove(id)
    },
  }
}

/** Unique ids in ascending order. */
function createSortedIds() {
  const ids: UploadId[] = []

  /** Index of the first id that is at least `id`. */
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
