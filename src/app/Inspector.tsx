import type { GatewayId } from '../core/api/gateways.ts'
import { InspectorDock, type InspectorPanel } from '../features/inspector/InspectorDock.tsx'
import { FailuresTab } from '../features/sandbox/FailuresTab.tsx'
import { useFailureCount } from '../features/sandbox/failure-count.ts'

export { CustomSendPill } from '../features/inspector/custom-send/CustomSendPill.tsx'
export { DetailsDialog } from '../features/inspector/details/DetailsDialog.tsx'

interface InspectorProps {
  gateway: GatewayId
  panel: InspectorPanel
  onPanel: (panel: InspectorPanel | undefined) => void
  onUseSandbox: () => void
}

/** The inspector, with the simulated failures of the sandbox as its last tab. */
export function Inspector({ gateway, panel, onPanel, onUseSandbox }: InspectorProps) {
  const failureCount = useFailureCount(gateway === 'sandbox')
  return (
    <InspectorDock
      gateway={gateway}
      panel={panel}
      onPanel={onPanel}
      onClose={() => onPanel(undefined)}
      failureCount={failureCount}
      failures={<FailuresTab gateway={gateway} onUseSandbox={onUseSandbox} />}
    />
  )
}
