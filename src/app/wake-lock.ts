import type { UploadsStore } from '../core/uploads/uploads-store.ts'

/**
 * Keeps the screen on while files are sent, if the browser supports it. A sleeping device sends
 * nothing. The browser releases the lock of a hidden tab, so a shown tab requests it again.
 */
export function keepAwake(store: UploadsStore): void {
  if (!('wakeLock' in navigator)) return
  let lock: WakeLockSentinel | undefined
  let asking = false
  let wasSending = false

  async function follow(): Promise<void> {
    const wanted = isSending(store) && document.visibilityState === 'visible'
    if (!wanted) {
      const held = lock
      lock = undefined
      await held?.release().catch(() => {})
    } else if (!asking && (!lock || lock.released)) {
      asking = true
      // The browser rejects the request on a low battery, for example. Files are sent anyway.
      lock = await navigator.wakeLock.request('screen').catch(() => undefined)
      asking = false
      if (!isSending(store)) void follow()
    }
  }

  store.counts.subscribe(() => {
    // The counts change several times for each file.
    if (isSending(store) === wasSending) return
    wasSending = !wasSending
    void follow()
  })
  document.addEventListener('visibilitychange', () => void follow())
}

function isSending(store: UploadsStore): boolean {
  const { uploading, confirming } = store.counts.get()
  return uploading + confirming > 0
}
