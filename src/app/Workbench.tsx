import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState, useSyncExternalStore } from 'react'
import { GATEWAYS, type GatewayId, VARG_API } from '../core/api/gateways.ts'
import { createComposer } from '../core/request/composer.ts'
import type { Reference } from '../core/request/reference.ts'
import { plural } from '../core/text/format.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { Composer } from '../features/request/Composer.tsx'
import { RequestContext, useRequest } from '../features/request/request-context.ts'
import { Batch } from '../features/uploads/list/Batch.tsx'
import { historyQuery } from '../features/uploads/list/history-ports.ts'
import type { PreviewProps } from '../features/uploads/list/Library.tsx'
import {
  type MemoryPorts,
  UploadsContext,
  type UploadsPorts,
} from '../features/uploads/uploads-context.ts'
import { keepDraft, readDraft } from '../storage/draft-store.ts'
import { openDeviceStorage, openTabStorage } from '../storage/text-storage.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Details } from './Details.tsx'
import { Preview } from './Preview.tsx'
import type { Ports } from './ports.ts'
import { ReferenceThumbnail } from './ReferenceThumbnail.tsx'
import { createRequestPorts } from './request-ports.ts'

interface WorkbenchProps {
  ports: Ports
  memory: MemoryPorts
  gateway: GatewayId
  /** The number of rejected files. */
  notTaken: number
  onGoToKey: (gateway: GatewayId) => void
}

/** The list and the request, side by side when the window is wide enough. */
export function Workbench({ ports, memory, gateway, notTaken, onGoToKey }: WorkbenchProps) {
  const [composer] = useState(openComposer)
  const files = useMemo(
    (): UploadsPorts => ({
      ...ports.files,
      ...memory,
      request: createRequestPorts(composer),
      gateway: ports.preferences.gateway,
      openAccount: onGoToKey,
      cancelIntake: ports.intakeQueue.cancel,
    }),
    [ports, memory, composer, onGoToKey],
  )
  const { data: entries = [] } = useQuery(historyQuery(memory.history))
  const api = useApi(gateway)
  // Renders one pass after the list, which people look for first.
  const isListDrawn = useDeferredValue(true, false)

  const request = useMemo(
    () => ({ composer, api, gateway, entries, renderThumbnail }),
    [composer, api, gateway, entries],
  )

  return (
    <UploadsContext value={files}>
      <RequestContext value={request}>
        <div className="min-w-0">
          <Batch notTaken={notTaken} renderPreview={renderPreview} requestLink={<RequestLink />} />
        </div>
        <div
          id={REQUEST}
          className="min-w-0 scroll-mt-4 lg:sticky lg:top-[calc(1rem+var(--options-bar,0px))] lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:self-start"
        >
          {isListDrawn && (
            <Boundary what="The request">
              <Composer />
            </Boundary>
          )}
        </div>
        <Boundary what="This dialog">
          <Details />
        </Boundary>
      </RequestContext>
    </UploadsContext>
  )
}

const renderThumbnail = (reference: Reference) => <ReferenceThumbnail reference={reference} />

const renderPreview = (props: PreviewProps) => (
  <Boundary what="This dialog">
    <Preview {...props} />
  </Boundary>
)

const REQUEST = 'request'

/** A link to the request with its size, for windows in which the request is below the list. */
function RequestLink() {
  const { composer } = useRequest()
  const count = useSyncExternalStore(composer.subscribe, () => composer.draft().references.length)
  if (count === 0) return null
  return (
    <a
      href={`#${REQUEST}`}
      className="pointer-events-auto self-end rounded-full bg-accent px-4 py-2 font-medium text-on-accent text-sm lg:hidden"
    >
      Request, {plural(count, 'reference')}
    </a>
  )
}

function openComposer() {
  const [tab, device] = [openTabStorage(), openDeviceStorage()]
  return createComposer(readDraft(tab, device), (draft) => keepDraft(tab, device, draft))
}

/** The base URL of the gateway in use, as programs reach it. */
function useApi(gateway: GatewayId): string {
  const { data: serverInfo } = useQuery(serverInfoQuery)
  if (gateway === 'sandbox') return location.origin + GATEWAYS.sandbox.base
  return serverInfo?.api ?? VARG_API
}
