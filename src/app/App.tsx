import { useEffect, useSyncExternalStore } from 'react'
import { DropArea, DropOverlay } from '../features/drop/DropArea.tsx'
import { RefusalList } from '../features/drop/RefusalList.tsx'
import { usePageDrop } from '../features/drop/use-page-drop.ts'
import { Announcer } from '../features/files/Announcer.tsx'
import { BatchBar } from '../features/files/BatchBar.tsx'
import { FileList } from '../features/files/FileList.tsx'
import { GatewaySwitch } from '../features/key/GatewaySwitch.tsx'
import { KeyPanel } from '../features/key/KeyPanel.tsx'
import { useCredential } from '../features/key/use-credential.ts'
import { ThemeSwitch } from '../features/settings/ThemeSwitch.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Ports } from './ports.ts'
import { useIntake } from './use-intake.ts'

/** The frame: where files go, where they come in, and how they fare. */
export function App({ ports }: { ports: Ports }) {
  const { store, queue, desk, keyring, preferences } = ports
  const gateway = useSyncExternalStore(preferences.subscribe, preferences.gateway)
  const hasFiles = useSyncExternalStore(store.subscribeList, () => store.ids().length > 0)
  const waiting = useSyncExternalStore(store.subscribeCounts, () => store.counts().waiting)
  const hasVargKey = useCredential(keyring, 'varg').kind !== 'none'
  const pending = useSyncExternalStore(desk.subscribe, desk.pending)
  const intake = useIntake(desk)
  const dropzone = usePageDrop((batch) => intake.take({ ...batch, gateway }), intake.fail)

  // Follows the queue's gate: without a key nothing may knock at varg.ai.
  useEffect(() => {
    if (hasVargKey) queue.unhold('varg')
    else queue.hold('varg', { kind: 'key' })
  }, [queue, hasVargKey])

  /** Only on demand: to look at the sandbox must not send anything there. */
  function takeWaitingToSandbox(): void {
    preferences.setGateway('sandbox')
    desk.redirect('varg', 'sandbox')
    queue.redirect('varg', 'sandbox')
  }

  return (
    <div className="mx-auto grid min-h-dvh max-w-4xl grid-cols-1 content-start gap-4 px-3 py-4 sm:px-6 sm:py-8">
      <header className="flex items-center gap-2 sm:gap-3">
        <h1 className="mr-auto flex items-center gap-2 font-semibold text-lg tracking-tight">
          <img src="/favicon.svg" alt="" className="size-6" />
          Refdrop
        </h1>
        <GatewaySwitch gateway={gateway} onChange={preferences.setGateway} />
        <ThemeSwitch preferences={preferences} />
      </header>
      <main className="grid grid-cols-1 gap-4">
        <KeyPanel
          keyring={keyring}
          gateway={gateway}
          waiting={waiting}
          onTakeToSandbox={takeWaitingToSandbox}
        />
        {intake.halt && (
          <Notice text={intake.halt.sentence} onDismiss={intake.dismissHalt}>
            {intake.halt.rest && <Button onClick={intake.takeRest}>Try again</Button>}
          </Notice>
        )}
        <RefusalList refusals={intake.refusals} onDismiss={intake.dismissRefusals} />
        <DropArea dropzone={dropzone} compact={hasFiles} pending={pending} />
        {hasFiles && (
          <div className="grid grid-cols-1 gap-2">
            <BatchBar
              store={store}
              queue={queue}
              gateway={gateway}
              notTaken={intake.refusals.length}
              onCancelAll={desk.cancel}
            />
            <FileList store={store} queue={queue} />
          </div>
        )}
      </main>
      <Announcer store={store} />
      {dropzone.isDragGlobal && <DropOverlay gateway={gateway} />}
    </div>
  )
}
