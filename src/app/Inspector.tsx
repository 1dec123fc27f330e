import type { GatewayId } from '../core/api/gateways.ts'
import { CustomSendBar } from '../features/inspector/custom-send/CustomSendBar.tsx'
import { InspectorDock, type InspectorPanel } from '../features/inspector/InspectorDock.tsx'

interface InspectorProps {
  gateway: GatewayId
  /** Undefined while the dock is closed. */
  panel: InspectorPanel | undefined
  onPanel: (panel: InspectorPanel | undefined) => void
}

/** The active custom send options, and the dock at the bottom of the window. */
export function Inspector({ gateway, panel, onPanel }: InspectorProps) {
  return (
    <>
      <CustomSendBar onChange={() => onPanel('options')} />
      {panel && (
        <InspectorDock
          gateway={gateway}
          panel={panel}
          onPanel={onPanel}
          onClose={() => onPanel(undefined)}
        />
      )}
    </>
  )
}
