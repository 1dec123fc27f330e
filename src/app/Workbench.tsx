import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { createComposer } from '../core/composer.ts'
import { GATEWAYS, type GatewayId } from '../core/gateways.ts'
import type { Reference } from '../core/reference.ts'
import { Composer } from '../features/composer/Composer.tsx'
import { Batch } from '../features/files/Batch.tsx'
import type { BatchBarProps } from '../features/files/BatchBar.tsx'
import type { MemoryPorts } from '../features/files/files-ports.ts'
import { historyQuery } from '../features/files/history-ports.ts'
import { machineQuery } from '../features/key/use-credential.ts'
import { keepDraft, readDraft } from '../storage/draft-store.ts'
import { openDeviceStorage } from '../storage/text-storage.ts'
import { Preview } from './Preview.tsx'
import type { Ports } from './ports.ts'
import { ReferenceThumbnail } from './ReferenceThumbnail.tsx'
import { createRequestPorts } from './request-ports.ts'

interface WorkbenchProps extends Omit<BatchBarProps, 'report' | 'ports'> {
  ports: Ports['files']
  memory: MemoryPorts
}

/** Files and the request that is made of them, side by side where there is room. */
export function Workbench({ ports, memory, gateway, ...rest }: WorkbenchProps) {
  const [composer] = useState(openComposer)
  const files = useMemo(
    () => ({ ...ports, ...memory, request: createRequestPorts(composer) }),
    [ports, memory, composer],
  )
  const renderThumbnail = useMemo(
    () => (reference: Reference) => (
      <ReferenceThumbnail reference={reference} history={memory.history} />
    ),
    [memory],
  )
  const { data: entries = [] } = useQuery(historyQuery(memory.history))
  const api = useApi(gateway)

  return (
    <>
      <div className="min-w-0 lg:sticky lg:top-4 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:self-start">
        <Composer
          composer={composer}
          api={api}
          gateway={gateway}
          entries={entries}
          renderThumbnail={renderThumbnail}
        />
      </div>
      <div className="min-w-0">
        <Batch
          {...rest}
          ports={files}
          gateway={gateway}
          renderPreview={(props) => <Preview key="preview" {...props} />}
        />
      </div>
    </>
  )
}

function openComposer() {
  const device = openDeviceStorage()
  return createComposer(readDraft(device), (draft) => keepDraft(device, draft))
}

/** Where code sends its requests: to the gateway in use, as programs reach it. */
function useApi(gateway: GatewayId): string {
  const { data: machine } = useQuery(machineQuery)
  if (gateway === 'sandbox') return location.origin + GATEWAYS.sandbox.base
  return machine?.api ?? 'https://api.varg.ai'
}
