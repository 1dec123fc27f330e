import type { GatewayId } from '../core/api/gateways.ts'
import { OptionsBar } from '../features/inspector/custom-send/OptionsBar.tsx'
import { InspectorDock, type InspectorPanel } from '../features/inspector/log/InspectorDock.tsx'
import type { InspectorPorts } from '../features/inspector/log/inspector-ports.ts'

interface InspectorProps {
  ports: InspectorPorts
  gateway: GatewayId
  /** Undefined while the dock is closed. */
  panel: InspectorPanel | undefined
  onPanel: (panel: InspectorPanel | undefined) => void
}

/** The active custom send options, and the dock at the bottom of the window. */
export function Inspector({ ports, gateway, panel, onPanel }: InspectorProps) {
  return (
    <>
      <OptionsBar ports={ports} onChange={() => onPanel('options')} />
      {panel && (
        <InspectorDock
          ports={ports}
          gateway={gateway}
          panel={panel}
          onPanel={onPanel}
          onClose={() => onPanel(undefined)}
        />
      )}
    </>
  )
}
