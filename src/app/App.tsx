import { useCallback, useMemo, useRef, useState } from 'react'
import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import type { Given } from '../core/request/given.ts'
import { DropContext } from '../features/drop/drop-context.ts'
import { FileInputs, type FileInputsHandle } from '../features/drop/FileInputs.tsx'
import type { InspectorPanel } from '../features/inspector/InspectorDock.tsx'
import { InspectorContext } from '../features/inspector/inspector-context.ts'
import { AccountPill } from '../features/key/AccountPill.tsx'
import { AccountContext } from '../features/key/account-context.ts'
import { SandboxLine } from '../features/key/SandboxLine.tsx'
import { useCredential } from '../features/key/use-credential.ts'
import { SettingsContext } from '../features/settings/settings-context.ts'
import { useTheme } from '../features/settings/use-theme.ts'
import { PaneSkeleton } from '../features/uploads/list/ListSkeleton.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { usePart } from '../ui/use-part.ts'
import { useValue } from '../ui/use-value.ts'
import { Header } from './Header.tsx'
import type { PageDialog } from './list-commands.ts'
import { NoticeStack } from './NoticeStack.tsx'
import {
  loadCommands,
  loadEmptyPage,
  loadFailures,
  loadOverlay,
  loadStorage,
  loadWaysIn,
  loadWorkbench,
} from './page-parts.ts'
import type { Ports } from './ports.ts'
import type { Arrival } from './RequestArrivals.tsx'
import { createRequestDrops } from './request-drops.ts'
import type { PageRequest } from './request-ports.ts'
import { SkipLinks } from './SkipLinks.tsx'
import { useAccountPorts } from './use-account.ts'
import { useDropPorts } from './use-drop.ts'
import { useFrame } from './use-frame.ts'
import { useImports } from './use-imports.ts'
import { useInspectorPart } from './use-inspector-part.ts'
import { useIntake } from './use-intake.ts'
import { useSamples } from './use-samples.ts'
import { words } from './words.ts'

/** The page: the header, and either an invitation or the list beside the request. */
export function App({ ports }: { ports: Ports }) {
  const { intakeQueue, preferences, notices } = ports
  const { part: memory } = usePart('memory', ports.openMemory)
  const gateway = useValue(preferences.gateway)
  const { hasList, showList, awaitsFiles } = useFrame(ports)
  const { part: EmptyPage } = usePart('empty-page', loadEmptyPage, !hasList)
  const { part: Workbench } = usePart('workbench', loadWorkbench)
  const [panel, setPanel] = useState<InspectorPanel>()
  const inspector = useInspectorPart(ports.sendsCustom || panel !== undefined, memory)
  const { part: FailuresPill } = usePart('failures', loadFailures, gateway === 'sandbox')
  const { part: commands } = usePart('commands', loadCommands)
  const { part: SandboxStorage } = usePart('storage', loadStorage, gateway === 'sandbox')
  const [dialog, setDialog] = useState<PageDialog>()
  const request = useRef<PageRequest>(null)
  useTheme(preferences)
  const intake = useIntake(intakeQueue)
  const inputs = useRef<FileInputsHandle>(null)
  const [requestDrops] = useState(createRequestDrops)
  const [arrival, setArrival] = useState<Arrival>()
  const onGiven = (given: Given, swap?: string) => setArrival({ given, swap })
  const { part: waysIn } = usePart('ways-in', () => loadWaysIn(notices), memory !== undefined)
  const drop = useDropPorts({
    ...{ intake, intakeQueue, gateway, requestDrops, request, inputs },
    onGiven,
    listWays: waysIn?.listWays,
  })
  const imports = useImports({ ports, gateway, intake, requestDrops, request })
  const { part: DropOverlay } = usePart('drop-overlay', loadOverlay, drop.drag !== undefined)
  const samples = useSamples(preferences, intake)
  const [isPasting, setPasting] = useState(false)
  const account = useAccountPorts(ports, {
    sandboxStorage: SandboxStorage && memory && <SandboxStorage ports={ports} memory={memory} />,
    isEmptyPage: !hasList,
  })
  const hasKey = useCredential(ports.keyring, gateway).kind !== 'none'
  const settings = useMemo(
    () => ({ preferences, transfer: memory?.transfer }),
    [preferences, memory],
  )
  const { setOpen, hasSandbox } = account
  const targets = { ports, hasSandbox, panel, onPanel: setPanel, dialog, onDialog: setDialog }

  const openAccount = useCallback(
    (wanted: GatewayId) => {
      preferences.gateway.set(wanted)
      setOpen(true)
    },
    [preferences, setOpen],
  )

  const showsWorkbench =
    (hasList ? !awaitsFiles : isPasting || arrival !== undefined) && Workbench && memory

  return (
    <SettingsContext value={settings}>
      <AccountContext value={account}>
        <DropContext value={drop.ports}>
          <InspectorContext value={memory?.inspector}>
            {hasList && <SkipLinks />}
            {gateway === 'sandbox' && <SandboxLine />}
            <FileInputs
              ref={inputs}
              getInputProps={drop.getInputProps}
              onOpen={intakeQueue.prepare}
            />
            <div className="flex min-h-dvh flex-col lg:h-dvh">
              <Header
                pills={
                  <>
                    {inspector && memory && (
                      <inspector.CustomSendPill onShow={() => setPanel('custom-send')} />
                    )}
                    {FailuresPill && gateway === 'sandbox' && (
                      <FailuresPill
                        label={words.failures}
                        tip={words.showFailures}
                        onShow={() => setPanel('failures')}
                      />
                    )}
                  </>
                }
                account={<AccountPill />}
                items={() => commands?.listMenuItems(targets) ?? []}
                isInspectorOpen={panel !== undefined}
                onInspector={() => setPanel(panel ? undefined : 'log')}
              />
              <main className="relative mx-auto flex w-full max-w-(--page-max) flex-1 flex-col lg:min-h-0">
                {waysIn && (
                  <waysIn.WaitingShares
                    gateway={gateway}
                    hasKey={hasKey}
                    take={(batch) => intake.take({ ...batch, gateway })}
                    onGiven={onGiven}
                  />
                )}
                {!hasList && EmptyPage && (
                  <EmptyPage
                    onSamples={samples.makeSamples}
                    isMakingSamples={samples.isMakingSamples}
                    onPasteCode={() => setPasting(true)}
                    accountFiles={memory?.accountFiles}
                  />
                )}
                {showsWorkbench && (
                  <Workbench
                    isShown={hasList}
                    onFilled={showList}
                    memory={memory}
                    ports={ports}
                    gateway={gateway}
                    hasKey={hasKey}
                    openAccount={openAccount}
                    cancelIntake={intake.cancel}
                    requestDrops={requestDrops}
                    arrival={arrival}
                    onReceived={(received, lack) => {
                      intake.note(lack)
                      setArrival((now) => (now === received ? undefined : now))
                    }}
                    uploadToRequest={drop.uploadToRequest}
                    importUrls={imports.importUrls}
                    imports={imports.lines}
                    requestRef={request}
                    isPasting={isPasting}
                    setPasting={setPasting}
                  />
                )}
                {hasList && !showsWorkbench && <PaneSkeleton label={words.loadingFiles} />}
                <NoticeStack notices={notices} intake={intake} />
              </main>
              {inspector && memory && panel && (
                <Boundary what={words.theInspector}>
                  <inspector.Inspector
                    gateway={gateway}
                    hasSandbox={hasSandbox}
                    panel={panel}
                    onPanel={setPanel}
                    onUseSandbox={() => account.setGateway('sandbox')}
                  />
                </Boundary>
              )}
            </div>
            {drop.drag && DropOverlay && (
              <DropOverlay
                drag={drop.drag}
                gateway={GATEWAYS[gateway].label}
                hasKey={hasKey}
                findRequest={findRequest}
              />
            )}
            {commands && (
              <commands.PageCommands {...targets} memory={memory} request={() => request.current} />
            )}
          </InspectorContext>
        </DropContext>
      </AccountContext>
    </SettingsContext>
  )
}

/** The request, while it is open. */
function findRequest(): Element | null {
  return document.getElementById('request')
}
