import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { GatewayId } from '../core/api/gateways.ts'
import { DropArea, DropOverlay } from '../features/drop/DropArea.tsx'
import { usePageDrop } from '../features/drop/use-page-drop.ts'
import type { InspectorPanel } from '../features/inspector/InspectorDock.tsx'
import { InspectorContext } from '../features/inspector/inspector-context.ts'
import { AccountContext } from '../features/key/account-context.ts'
import { KeyPanel } from '../features/key/KeyPanel.tsx'
import { SettingsContext } from '../features/settings/settings-context.ts'
import { loadPart, parts } from '../http/parts.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Button } from '../ui/Button.tsx'
import { usePart } from '../ui/use-part.ts'
import { Header } from './Header.tsx'
import { NoticeStack } from './NoticeStack.tsx'
import type { Ports } from './ports.ts'
import { useAccountPorts } from './use-account.ts'
import { useFrame } from './use-frame.ts'
import { useIntake } from './use-intake.ts'

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
  const { intakeQueue, preferences, notices } = ports
  const { part: memory } = usePart('memory', ports.openMemory)
  const gateway = useSyncExternalStore(preferences.gateway.subscribe, preferences.gateway.get)
  const { hasFiles, hasList, showList, awaitsFiles } = useFrame(ports)
  const pending = useSyncExternalStore(intakeQueue.subscribe, intakeQueue.pending)
  const { part: Workbench } = usePart('workbench', loadWorkbench)
  const [panel, setPanel] = useState<InspectorPanel>()
  const Inspector = useInspectorPart(ports.isTesting || panel !== undefined, memory)
  const { part: FaultsPanel } = usePart('faults', loadFaults, gateway === 'sandbox')
  const { part: SandboxStorage } = usePart('storage', loadStorage, gateway === 'sandbox')
  const intake = useIntake(intakeQueue)
  const { part: RefusalList } = usePart('refusals', loadRefusals, intake.refusals.length > 0)
  const account = useAccountPorts(
    ports,
    SandboxStorage && memory && <SandboxStorage ports={ports} memory={memory} />,
  )
  const settings = useMemo(
    () => ({ preferences, transfer: memory?.transfer }),
    [preferences, memory],
  )
  const dropzone = usePageDrop(
    (batch) => intake.take({ ...batch, gateway }),
    intake.fail,
    intakeQueue.prepare,
  )

  const goToKey = useCallback(
    (wanted: GatewayId) => {
      preferences.gateway.set(wanted)
      document.getElementById('key')?.focus()
    },
    [preferences],
  )

  return (
    <SettingsContext value={settings}>
      <AccountContext value={account}>
        <InspectorContext value={memory?.inspector}>
          {Inspector && memory && (
            <Boundary what="The test bench">
              <Inspector gateway={gateway} panel={panel} onPanel={setPanel} />
            </Boundary>
          )}
          <div
            className={`mx-auto mb-(--dock) grid min-h-dvh w-full grid-cols-1 content-start gap-4 px-3 py-4 sm:px-6 sm:py-8 ${hasList ? 'max-w-4xl lg:max-w-7xl' : 'max-w-4xl'}`}
          >
            <Header panel={panel} onPanel={setPanel} />
            <main
              className={`grid grid-cols-1 gap-4 ${hasList ? 'lg:grid-cols-[minmax(0,1fr)_25rem] lg:grid-rows-[auto_1fr]' : ''}`}
            >
              <div className="grid grid-cols-1 content-start gap-4">
                <KeyPanel />
                {gateway === 'sandbox' && (
                  <div className="min-h-9.5">{FaultsPanel && <FaultsPanel />}</div>
                )}
                <NoticeStack notices={notices} intake={intake} />
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
                  ports={ports}
                  gateway={gateway}
                  notTaken={intake.refusals.length}
                  onGoToKey={goToKey}
                />
              )}
            </main>
            {dropzone.isDragGlobal && <DropOverlay gateway={gateway} />}
          </div>
        </InspectorContext>
      </AccountContext>
    </SettingsContext>
  )
}

type Memory = Awaited<ReturnType<Ports['openMemory']>>

/** Loads the inspector. Resets custom sends when it cannot be loaded: they need their visible notice. */
function useInspectorPart(isWanted: boolean, memory: Memory | undefined) {
  const { part: Inspector } = usePart('bench', loadInspector, isWanted)
  const partsState = useSyncExternalStore(parts.state.subscribe, parts.state.get)
  const isMissing = partsState !== 'fine' && isWanted && !Inspector
  // Follows the network, over which the inspector is loaded.
  useEffect(() => {
    if (isMissing) memory?.inspector.resetOptions()
  }, [isMissing, memory])
  return Inspector
}
