import { useSyncExternalStore } from 'react'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { RunTable } from '../details/RunTable.tsx'
import type { DetailsFile, InspectorPorts } from '../log/inspector-ports.ts'

interface FileCustomSendsProps {
  file: DetailsFile
  ports: InspectorPorts
  /** Shows one of their calls whole. */
  onOpen: (exchange: Exchange) => void
}

/** The tests of one file in this visit, newest first. */
export function FileCustomSends({ file, ports, onOpen }: FileCustomSendsProps) {
  const runs = useSyncExternalStore(ports.subscribeRuns, ports.runs)
  const own = runs.filter(
    ({ gateway, subject }) => gateway === file.gateway && subject.hash === file.hash,
  )
  return own.map((run) => <RunTable key={run.id} run={run} onOpen={onOpen} />)
}
