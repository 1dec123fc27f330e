import { isBusy } from '../core/uploads/counts.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'

/** Lets the browser ask before the page is closed in the middle of its work. */
export function guardLeaving(store: UploadsStore): void {
  let guarded = false
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()

  // Only while there is something to lose: a page that listens is not kept for the way back.
  store.counts.subscribe(() => {
    const busy = isBusy(store.counts.get())
    if (busy === guarded) return
    guarded = busy
    if (busy) addEventListener('beforeunload', ask)
    else removeEventListener('beforeunload', ask)
  })
}
