import { Bug } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { GatewayId } from '../core/api/gateways.ts'
import { DropArea, DropOverlay } from '../features/drop/DropArea.tsx'
import { usePageDrop } from '../features/drop/use-page-drop.ts'
import type { InspectorPanel } from '../features/inspector/InspectorDock.tsx'
import { InspectorContext } from '../features/inspector/inspector-context.ts'
import { GatewaySwitch } from '../features/key/GatewaySwitch.tsx'
import { KeyPanel } from '../features/key/KeyPanel.tsx'
import { SettingsButton } from '../features/settings/SettingsButton.tsx'
import { ThemeSwitch } from '../features/settings/ThemeSwitch.tsx'
import { loadPart, parts } from '../http/parts.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Button } from '../ui/Button.tsx'
import { useAnnounce } from '../ui/LiveRegions.tsx'
import { Notice } from '../ui/Notice.tsx'
import { usePart } from '../ui/use-part.ts'
import type { Ports } from './ports.ts'
import { useFrame } from './use-frame.ts'
import { useIntake } from './use-intake.ts'

const PARTS_WORDS = {
  waiting:
    'A part of the page is still missing. The page keeps trying. Check that Refdrop still runs.',
  replaced: 'Refdrop was updated. Reload the page: the list stays as it is.',
}
const loadWorkbench = async () => (await loadPart(() => import('./Workbench.tsx'))).Workbench
const loadRefusals = async () =>
  (await loadPart(() => import('../features/drop/RefusalList.tsx'))).RefusalList
const loadInspector = async () => (await loadPart(() => import('./Inspector.tsx'))).Inspector
const loadStorage = async () =>
  (await loadPart(() => import('./SandboxStorage.tsx'))).SandboxStorage
const loadFaults = async () =>
  (await loadPart(() => import('../features/sandbox/FaultsPanel.tsx'))).FaultsPanel

/** The page: header, key panel, drop area, list and request. */
export function App({ ports }: { ports: Ports }) {
  const { files, intakeQueue, keyring, preferences, notices } = ports
  const { store, queue } = files
  const gateway = useSyncExternalStore(preferences.gateway.subscribe, preferences.gateway.get)
  const { hasFiles, hasList, showList, awaitsFiles } = useFrame(ports)
  const pending = useSyncExternalStore(intakeQueue.subscribe, intakeQueue.pending)
  const troubles = useSyncExternalStore(notices.sentences.subscribe, notices.sentences.get)
  const holds = useSyncExternalStore(queue.holds.subscribe, queue.holds.get)
  const waiting = useSyncExternalStore(store.counts.subscribe, () => countWaitingForKey(files))
  const { part: memory } = usePart('memory', ports.openMemory)
  const { part: Workbench } = usePart('workbench', loadWorkbench)
  const [panel, setPanel] = useState<InspectorPanel>()
  const wantsInspector = ports.isTesting || panel !== undefined
  const { part: Inspector } = usePart('bench', loadInspector, wantsInspector)
  const { part: FaultsPanel } = usePart('faults', loadFaults, gateway === 'sandbox')
  const { part: SandboxStorage } = usePart('storage', loadStorage, gateway === 'sandbox')
  const partsState = useSyncExternalStore(parts.state.subscribe, parts.state.get)
  const intake = useIntake(intakeQueue)
  const { part: RefusalList } = usePart('refusals', loadRefusals, intake.refusals.length > 0)
  const { assertively } = useAnnounce()
  const dropzone = usePageDrop(
    (batch) => intake.take({ ...batch, gateway }),
    intake.fail,
    intakeQueue.prepare,
  )

  const isInspectorMissing = partsState !== 'fine' && wantsInspector && !Inspector
  // Resets the options when the inspector cannot be loaded: custom sends need their visible notice.
  useEffect(() => {
    if (isInspectorMissing) memory?.inspector.resetOptions()
  }, [isInspectorMissing, memory])

  const lastTrouble = partsState === 'fine' ? troubles.at(-1) : PARTS_WORDS[partsState]
  // Announces the latest notice in the live region.
  useEffect(() => {
    if (lastTrouble !== undefined) assertively(lastTrouble)
  }, [lastTrouble, assertively])

  /** Runs on demand only. Switching to the sandbox sends nothing there. */
  function takeWaitingToSandbox(): void {
    preferences.gateway.set('sandbox')
    intakeQueue.redirect('varg', 'sandbox')
    queue.redirect('varg', 'sandbox')
  }

  function goToKey(wanted: GatewayId): void {
    preferences.gateway.set(wanted)
    document.getElementById('key')?.focus()
  }

  return (
    <InspectorContext value={memory?.inspector}>
      {Inspector && memory && (
        <Boundary what="The test bench">
          <Inspector gateway={gateway} panel={panel} onPanel={setPanel} />
        </Boundary>
      )}
      <div
        className={`mx-auto mb-(--dock) grid min-h-dvh w-full grid-cols-1 content-start gap-4 px-3 py-4 sm:px-6 sm:py-8 ${hasList ? 'max-w-4xl lg:max-w-7xl' : 'max-w-4xl'}`}
      >
        <header className="flex items-center gap-1 sm:gap-2">
          <h1 className="mr-auto flex items-center gap-2 font-semibold text-lg tracking-tight">
            <img src="/favicon.svg" alt="" className="size-6" />
            <span className="max-[400px]:sr-only">Refdrop</span>
          </h1>
          <GatewaySwitch gateway={gateway} onChange={preferences.gateway.set} />
          <Button
            look="quiet"
            tight
            aria-label="Test bench"
            title="Test bench: every request, and how to send differently"
            aria-expanded={panel !== undefined}
            onClick={() => setPanel(panel ? undefined : 'log')}
          >
            <Bug size={15} aria-hidden />
          </Button>
          <ThemeSwitch preferences={preferences} />
          <SettingsButton preferences={preferences} transfer={memory?.transfer} />
        </header>
        <main
          className={`grid grid-cols-1 gap-4 ${hasList ? 'lg:grid-cols-[minmax(0,1fr)_25rem] lg:grid-rows-[auto_1fr]' : ''}`}
        >
          <div className="grid grid-cols-1 content-start gap-4">
            <KeyPanel
              keyring={keyring}
              gateway={gateway}
              waiting={waiting}
              hold={holds.find((hold) => hold.gateway === gateway)}
              onCarryOn={() => queue.unhold(gateway, 'bad-key', 'balance')}
              onTakeToSandbox={takeWaitingToSandbox}
            >
              {gateway === 'sandbox' && (
                <div className="min-h-8">
                  {SandboxStorage && memory && <SandboxStorage ports={ports} memory={memory} />}
                </div>
              )}
            </KeyPanel>
            {gateway === 'sandbox' && (
              <div className="min-h-9.5">{FaultsPanel && <FaultsPanel />}</div>
            )}
            {partsState !== 'fine' && (
              <Notice text={PARTS_WORDS[partsState]}>
                {partsState === 'replaced' && (
                  <Button onClick={() => location.reload()}>Reload</Button>
                )}
              </Notice>
            )}
            {troubles.map((sentence) => (
              <Notice key={sentence} text={sentence} onDismiss={() => notices.dismiss(sentence)} />
            ))}
            {intake.halt && (
              <Notice text={intake.halt.sentence} onDismiss={intake.dismissHalt}>
                {intake.halt.rest && <Button onClick={intake.takeRest}>Try again</Button>}
              </Notice>
            )}
            {RefusalList && (
              <RefusalList
                refusals={intake.refusals}
                ignored={intake.ignored}
                onSendAnyway={(id, unknown, mediaType) =>
                  intake.takeAnyway(id, unknown, mediaType, gateway)
                }
                onDismiss={intake.dismissRefusals}
              />
            )}
            <DropArea
              dropzone={dropzone}
              onPick={intakeQueue.prepare}
              compact={hasFiles || awaitsFiles}
              alone={!hasList}
              pending={pending}
            >
              {!hasList && (
                <Button look="quiet" onClick={showList}>
                  Start a request
                </Button>
              )}
            </DropArea>
          </div>
          {hasList && !awaitsFiles && Workbench && memory && (
            <Workbench
              memory={memory}
              ports={files}
              gateway={gateway}
              notTaken={intake.refusals.length}
              onCancelAll={intakeQueue.cancel}
              onGoToKey={goToKey}
            />
          )}
        </main>
        {dropzone.isDragGlobal && <DropOverlay gateway={gateway} />}
      </div>
    </InspectorContext>
  )
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
