import type { UploadsStore } from '../core/uploads/uploads-store.ts'

/**
 * Keeps the screen on while files are sent, where the browser can: a device that falls
 * asleep sends nothing. The browser takes the lock away from a hidden tab, so it is asked
 * for again when the tab is shown.
 */
export function keepAwake(store: UploadsStore): void {
  if (!('wakeLock' in navigator)) return
  let lock: WakeLockSentinel | undefined
  let asking = false

  async function follow(): Promise<void> {
    const wanted = isSending(store) && document.visibilityState === 'visible'
    if (!wanted) {
      const held = lock
      lock = undefined
      await held?.release().catch(() => {})
    } else if (!asking && (!lock || lock.released)) {
      asking = true
      // Refused on a low battery, for example. The files are sent all the same.
      lock = await navigator.wakeLock.request('screen').catch(() => undefined)
      asking = false
      if (!isSending(store)) void follow()
    }
  }

  store.counts.subscribe(() => void follow())
  document.addEventListener('visibilitychange', () => void follow())
}

function isSending(store: UploadsStore): boolean {
  const { uploading, confirming } = store.counts.get()
  return uploading + confirming > 0
}
