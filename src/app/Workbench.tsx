import { useQuery } from '@tanstack/react-query'
import {
  type ReactNode,
  type Ref,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from 'react'
import { DEFAULT_VERSION } from '../core/api/api-version.ts'
import { GATEWAYS, type GatewayId, VARG_API } from '../core/api/gateways.ts'
import type { ApiTarget } from '../core/request/generation.ts'
import type { Reference } from '../core/request/reference.ts'
import { ChooseFiles } from '../features/drop/ChooseFiles.tsx'
import { useDrop } from '../features/drop/drop-context.ts'
import { FolderProgress } from '../features/drop/FolderProgress.tsx'
import { SkippedFiles } from '../features/drop/SkippedFiles.tsx'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { RequestButton } from '../features/request/RequestButton.tsx'
import { RequestPane } from '../features/request/RequestPane.tsx'
import { RequestProvider } from '../features/request/RequestProvider.tsx'
import { historyQuery } from '../features/uploads/list/history-ports.ts'
import type { PreviewProps } from '../features/uploads/list/RowPreview.tsx'
import { UploadsPane } from '../features/uploads/UploadsPane.tsx'
import { UploadsContext, type UploadsPorts } from '../features/uploads/uploads-context.ts'
import { siteUrl } from '../http/site.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { useValue } from '../ui/use-value.ts'
import type { ApiVersions } from './api-versions.ts'
import { BottomBar } from './BottomBar.tsx'
import { Details } from './Details.tsx'
import { openDrafts } from './open-drafts.ts'
import { Preview } from './Preview.tsx'
import type { Memory, Ports } from './ports.ts'
import { type Arrival, RequestArrivals } from './RequestArrivals.tsx'
import type { RequestDrops } from './request-drops.ts'
import { createRequestPorts, type PageRequest } from './request-ports.ts'
import { StoredThumbnail } from './StoredThumbnail.tsx'
import { words } from './workbench-words.ts'

interface WorkbenchProps {
  /** False while only the dialog for code is shown, over the empty page. */
  isShown: boolean
  /** Called when the request gets its first reference while `isShown` is false. */
  onFilled: () => void
  ports: Ports
  memory: Memory
  gateway: GatewayId
  hasKey: boolean
  /** Opens the account of a gateway, to enter a key. */
  openAccount: (gateway: GatewayId) => void
  /** Cancels files that are still being inspected. The returned function restores them. */
  cancelIntake: () => () => void
  /** Files that become references when they are uploaded. */
  requestDrops: RequestDrops
  /** What was dropped or pasted outside of the request, and is not taken yet. */
  arrival: Arrival | undefined
  onReceived: (arrival: Arrival, lack: string | undefined) => void
  /** Uploads files that become references. The first one replaces the reference with `url`. */
  uploadToRequest: (files: readonly File[], url?: string) => void
  /** Imports the files at URLs. The returned function cancels the imports. */
  importUrls: (urls: readonly string[]) => () => void
  /** URLs that are being imported. */
  imports: ReactNode
  /** Set to the request while it is shown. */
  requestRef: Ref<PageRequest>
  /** Whether the dialog for code that has URLs is open. */
  isPasting: boolean
  setPasting: (isPasting: boolean) => void
}

/** The list and the request, side by side from 1,024 px. */
export function Workbench(props: WorkbenchProps) {
  const { isShown, onFilled } = props
  const { ports, memory, gateway, openAccount, cancelIntake, requestDrops, requestRef } = props
  const [drafts] = useState(openDrafts)
  const { composer } = drafts
  const request = useMemo(() => createRequestPorts(composer), [composer])
  // Follows the request until its first reference.
  useEffect(() => {
    if (!isShown) return composer.subscribe(onFilled)
  }, [isShown, composer, onFilled])
  const uploads = useMemo(
    (): UploadsPorts => ({
      ...ports.files,
      ...memory,
      request,
      gateway: ports.preferences.gateway,
      apiVersions: ports.apiVersions,
      preferences: ports.preferences,
      openAccount,
      cancelIntake,
    }),
    [ports, memory, request, openAccount, cancelIntake],
  )
  useImperativeHandle(requestRef, () => ({ ...request, drafts }), [request, drafts])
  const renderThumbnail = useMemo(
    () =>
      ({ url, kind }: Reference) => (
        <StoredThumbnail url={url} kind={kind} history={memory.history} />
      ),
    [memory],
  )
  const { chooseFiles } = useDrop()
  const { data: entries = [] } = useQuery(historyQuery(memory.history))
  const target = useTarget(ports.apiVersions, gateway)
  // The request renders one pass after the list, which people look for first.
  const isListDrawn = useDeferredValue(true, false)

  return (
    <UploadsContext value={uploads}>
      <RequestProvider
        drafts={drafts}
        target={target}
        gateway={gateway}
        call={props.hasKey ? ports.call : undefined}
        entries={entries}
        renderThumbnail={renderThumbnail}
        uploadToRequest={props.uploadToRequest}
        importUrls={props.importUrls}
        takeJob={memory.takeJob}
        isPasting={props.isPasting}
        setPasting={props.setPasting}
      >
        <RequestArrivals
          store={ports.files.store}
          drops={requestDrops}
          arrival={props.arrival}
          onReceived={props.onReceived}
          onFull={(path) => ports.notices.add(words.requestFull(path))}
        />
        {isShown && (
          <>
            <div className="flex min-h-0 flex-1 flex-col border-line min-[100.1rem]:border-x lg:grid lg:grid-cols-[minmax(0,1fr)_var(--request)] lg:grid-rows-1">
              <UploadsPane
                chooseFiles={<ChooseFiles />}
                skipped={
                  <>
                    <FolderProgress />
                    <SkippedFiles />
                  </>
                }
                imports={props.imports}
                requestButton={<RequestButton className="max-sm:hidden lg:hidden" />}
                renderPreview={renderPreview}
              />
              <div className="min-h-0 min-w-0 lg:border-line lg:border-s">
                {isListDrawn && (
                  <Boundary what={words.theRequest}>
                    <RequestPane />
                  </Boundary>
                )}
              </div>
            </div>
            <BottomBar onAddFiles={chooseFiles} />
            <Boundary what={words.thisDialog}>
              <Details />
            </Boundary>
          </>
        )}
      </RequestProvider>
    </UploadsContext>
  )
}

function renderPreview(props: PreviewProps) {
  return (
    <Boundary what={words.thisDialog}>
      <Preview {...props} />
    </Boundary>
  )
}

/** The API URL and version at which other programs reach the gateway in use. */
function useTarget(versions: ApiVersions, gateway: GatewayId): ApiTarget {
  const { data: serverInfo } = useQuery(serverInfoQuery)
  const version = useValue(versions[gateway]) ?? DEFAULT_VERSION
  const api =
    gateway === 'sandbox' ? siteUrl() + GATEWAYS.sandbox.base : (serverInfo?.api ?? VARG_API)
  return useMemo(() => ({ api, version }), [api, version])
}
