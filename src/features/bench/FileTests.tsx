import { useSyncExternalStore } from 'react'
import type { BenchPorts, DetailsFile } from './bench-ports.ts'
import { RunTable } from './RunTable.tsx'

/** The tests of one file in this visit, newest first. */
export function FileTests({ file, ports }: { file: DetailsFile; ports: BenchPorts }) {
  const runs = useSyncExternalStore(ports.subscribeRuns, ports.runs)
  const own = runs.filter(
    ({ gateway, subject }) => gateway === file.gateway && subject.hash === file.hash,
  )
  return own.map((run) => <RunTable key={run.id} run={run} />)
}
