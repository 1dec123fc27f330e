import type { GatewayId } from '../core/api/gateways.ts'
import { InspectorDock, type InspectorPanel } from '../features/inspector/InspectorDock.tsx'
import { FailuresTab } from '../features/sandbox/FailuresTab.tsx'
import { useFailureCount } from '../features/sandbox/failure-count.ts'

export { CustomSendPill } from '../features/inspector/custom-send/CustomSendPill.tsx'
export { DetailsDialog } from '../features/inspector/details/DetailsDialog.tsx'

interface InspectorProps {
  gateway: GatewayId
  hasSandbox: boolean
  panel: InspectorPanel
  onPanel: (panel: InspectorPanel | undefined) => void
  onUseSandbox: () => void
}

/** The inspector, with the simulated failures of the sandbox as its last tab, if there is one. */
export function Inspector({ gateway, hasSandbox, panel, onPanel, onUseSandbox }: InspectorProps) {
  const failureCount = useFailureCount(gateway === 'sandbox')
  return (
    <InspectorDock
      gateway={gateway}
      panel={hasSandbox || panel !== 'failures' ? panel : 'log'}
      onPanel={onPanel}
      onClose={() => onPanel(undefined)}
      failureCount={failureCount}
      failures={hasSandbox && <FailuresTab gateway={gateway} onUseSandbox={onUseSandbox} />}
    />
  )
}
