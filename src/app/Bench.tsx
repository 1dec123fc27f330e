import type { GatewayId } from '../core/api/gateways.ts'
import { OptionsBar } from '../features/inspector/custom-send/OptionsBar.tsx'
import { BenchDock, type BenchPanel } from '../features/inspector/log/BenchDock.tsx'
import type { BenchPorts } from '../features/inspector/log/bench-ports.ts'

interface BenchProps {
  ports: BenchPorts
  gateway: GatewayId
  /** Undefined while the dock is closed. */
  panel: BenchPanel | undefined
  onPanel: (panel: BenchPanel | undefined) => void
}

/** For those who test: how files are sent differently now, and the dock at the end of the window. */
export function Bench({ ports, gateway, panel, onPanel }: BenchProps) {
  return (
    <>
      <OptionsBar ports={ports} onChange={() => onPanel('options')} />
      {panel && (
        <BenchDock
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
