import type { Problem } from '../api/problem.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'

/** No file may offer a URL that leads to something else, whichever of them was looked at. */
export function invalidate(store: UploadsStore, url: string, problem: Problem): void {
  for (const { id, stage } of [...store.all()]) {
    if (stage.name === 'uploaded' && stage.result.url === url) {
      store.dispatch(id, { type: 'mismatch', problem })
    }
  }
}
