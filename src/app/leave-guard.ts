import { isBusy } from '../core/uploads/counts.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'

/** Makes the browser ask before the page closes while files are busy. */
export function guardLeaving(store: UploadsStore): void {
  let guarded = false
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()

  // Only while files are busy: a page with this listener does not enter the back/forward cache.
  store.counts.subscribe(() => {
    const busy = isBusy(store.counts.get())
    if (busy === guarded) return
    guarded = busy
    if (busy) addEventListener('beforeunload', ask)
    else removeEventListener('beforeunload', ask)
  })
}
