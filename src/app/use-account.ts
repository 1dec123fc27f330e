import { useQuery } from '@tanstack/react-query'
import {
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react'
import type { AccountPorts } from '../features/key/account-context.ts'
import { isOccupied, watchOwnActs } from '../features/key/own-act.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { useValue } from '../ui/use-value.ts'
import type { Ports } from './ports.ts'

interface AccountOptions {
  sandboxStorage: ReactNode
  /** Whether the page has no list yet. */
  isEmptyPage: boolean
}

/** The account of the gateway in use, and what waits for it. */
export function useAccountPorts(
  { files, intakeQueue, keyring, preferences, ...ports }: Ports,
  { sandboxStorage, isEmptyPage }: AccountOptions,
): AccountPorts {
  const { store, queue } = files
  const [isOpen, setIsOpen] = useState(false)
  const [takesFocus, setTakesFocus] = useState(true)
  const [ownAct] = useState(() => watchOwnActs())
  const [mayTakeFocus] = useState(() => () => ownAct.isLast() && !isOccupied())
  const gateway = useValue(preferences.gateway)
  const hasSandbox = useQuery(serverInfoQuery).data?.sandbox !== null
  const version = useValue(ports.apiVersions[gateway])
  const foundVersion = useValue(ports.foundVersions[gateway])
  const choice = preferences.apiVersions[gateway]
  const versionChoice = useValue(choice)
  const sendsNames = useValue(preferences.sendsNames)
  const holds = useValue(queue.holds)
  const waiting = useSyncExternalStore(store.counts.subscribe, () => countWaitingForKey(files))
  const hold = holds.find((one) => one.gateway === gateway)
  const resume = () => queue.unhold(gateway, 'bad-key', 'balance')

  const onReturn = useEffectEvent(() => {
    if (document.visibilityState === 'visible' && hold?.kind === 'balance') resume()
  })
  // Follows the window: a person who comes back may have topped up the balance.
  useEffect(() => {
    document.addEventListener('visibilitychange', onReturn)
    return () => document.removeEventListener('visibilitychange', onReturn)
  }, [])

  const setOpen = useCallback(
    (next: boolean, isOwnWish = true) => {
      if (next) setTakesFocus(isOwnWish || mayTakeFocus())
      setIsOpen(next)
    },
    [mayTakeFocus],
  )

  return {
    keyring,
    gateway,
    setGateway: preferences.gateway.set,
    hasSandbox,
    version,
    versionChoice,
    foundVersion,
    chooseVersion: choice.set,
    askVersionAgain: () => ports.askVersionAgain(gateway),
    sendsNames,
    setSendsNames: preferences.sendsNames.set,
    waiting,
    hold,
    resume,
    // Only on request: choosing the sandbox does not redirect waiting files.
    sendToSandbox() {
      preferences.gateway.set('sandbox')
      intakeQueue.redirect('varg', 'sandbox')
      queue.redirect('varg', 'sandbox')
    },
    isKeyOnPage: isEmptyPage && gateway === 'varg',
    isOpen,
    takesFocus,
    mayTakeFocus,
    setOpen,
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
