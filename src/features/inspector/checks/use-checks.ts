import { useSyncExternalStore } from 'react'
import type { ContentHash } from '../../../core/api/contract.ts'
import type { GatewayId } from '../../../core/api/gateways.ts'
import { ProblemError } from '../../../core/api/problem.ts'
import { type CheckRun, startCheckRun } from '../../../core/traffic/checks/check-run.ts'
import type { InspectorPorts } from '../log/inspector-ports.ts'

/** The latest run of each gateway. */
interface CheckRuns {
  get(gateway: GatewayId): CheckRun | undefined
  put(gateway: GatewayId, run: CheckRun): void
  subscribe(listener: () => void): () => void
}

/** A run goes on while nobody looks at it, and is there as long as the page. */
const RUNS = new WeakMap<InspectorPorts, CheckRuns>()

/** The latest run of checks of this gateway, and how another is begun. */
export function useChecks(ports: InspectorPorts, gateway: GatewayId) {
  const runs = runsOf(ports)
  const run = useSyncExternalStore(runs.subscribe, () => runs.get(gateway))

  function start(): CheckRun {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    const begun = startCheckRun({ call: ports.callFor(gateway), hash: hashBytes, random })
    runs.put(gateway, begun)
    return begun
  }

  return { run, start }
}

function runsOf(ports: InspectorPorts): CheckRuns {
  const runs = RUNS.get(ports) ?? createActiveTasks()
  RUNS.set(ports, runs)
  return runs
}

function createActiveTasks(): CheckRuns {
  const latest = new Map<GatewayId, CheckRun>()
  const listeners = new Set<() => void>()
  return {
    get: (gateway) => latest.get(gateway),
    put(gateway, run) {
      latest.set(gateway, run)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Of tiny files, so no worker is needed. @throws {ProblemError} on an insecure origin, which cannot */
async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash> {
  const subtle: typeof crypto.subtle | undefined = crypto.subtle
  if (!subtle) {
    throw new ProblemError({ kind: 'unexpected', reason: 'an insecure origin hashes nothing here' })
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
