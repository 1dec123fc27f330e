import { type ReactNode, useSyncExternalStore } from 'react'
import type { AccountPorts } from '../features/key/account-context.ts'
import type { Ports } from './ports.ts'

/** The account of the gateway in use, and what waits for it. */
export function useAccountPorts(
  { files, intakeQueue, keyring, preferences }: Ports,
  sandboxStorage: ReactNode,
): AccountPorts {
  const { store, queue } = files
  const gateway = useSyncExternalStore(preferences.gateway.subscribe, preferences.gateway.get)
  const holds = useSyncExternalStore(queue.holds.subscribe, queue.holds.get)
  const waiting = useSyncExternalStore(store.counts.subscribe, () => countWaitingForKey(files))
  return {
    keyring,
    gateway,
    setGateway: preferences.gateway.set,
    waiting,
    hold: holds.find((hold) => hold.gateway === gateway),
    resume: () => queue.unhold(gateway, 'bad-key', 'balance'),
    // Runs on demand only. Switching to the sandbox sends nothing there.
    sendToSandbox() {
      preferences.gateway.set('sandbox')
      intakeQueue.redirect('varg', 'sandbox')
      queue.redirect('varg', 'sandbox')
    },
    sandboxStorage,
  }
}

/** Counts only while a file may wait for the key: it reads the whole list. */
function countWaitingForKey({ store, queue }: Ports['files']): number {
  if (store.counts.get().waiting === 0 || !queue.isHeldBy('varg', 'key')) return 0
  let count = 0
  for (const { stage } of store.all()) {
    if (stage.name === 'waiting' && stage.reason.kind === 'key') count += 1
  }
  return count
}
