import { FAULTS_PATH, GATEWAYS } from '../../src/core/api/gateways.ts'
import {
  type FaultPlanInput,
  type FaultReport,
  parseFaultReport,
} from '../../src/core/sandbox/faults.ts'
import type { Site } from './server.ts'

/** Control of the faults of a sandbox. */
export interface Faults {
  /** Replaces the fault plan and resets the counts. */
  make: (plan: FaultPlanInput) => Promise<FaultReport>
  report: () => Promise<FaultReport>
}

export function faultsOf({ url }: Pick<Site, 'url'>): Faults {
  const path = url + GATEWAYS.sandbox.base + FAULTS_PATH
  const ask = async (init: RequestInit): Promise<FaultReport> => {
    const response = await fetch(path, init)
    if (!response.ok) throw new Error(await response.text())
    return parseFaultReport(await response.json())
  }
  return {
    make: (plan) => ask({ method: 'PUT', body: JSON.stringify(plan) }),
    report: () => ask({}),
  }
}
