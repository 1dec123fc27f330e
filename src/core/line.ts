import type { UploadId } from './upload.ts'

export type Line = ReturnType<typeof createLine>

/** Uploads waiting for their turn, first in the list first, however late they joined. */
export function createLine() {
  const waiting: UploadId[] = []

  /** Index of the first id that is not before `id`. */
  function find(id: UploadId): number {
    let low = 0
    let high = waiting.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((waiting[middle] as UploadId) < id) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    next: () => waiting.shift(),
    join(id: UploadId): void {
      const at = find(id)
      if (waiting[at] !== id) waiting.splice(at, 0, id)
    },
    leave(id: UploadId): void {
      const at = find(id)
      if (waiting[at] === id) waiting.splice(at, 1)
    },
  }
}
