import { FAULTS_PATH } from '../../core/api/gateways.ts'
import {
  type FaultPlanInput,
  type FaultReport,
  parseFaultReport,
} from '../../core/sandbox/faults.ts'
import { ask, type TestResponse } from './http-client.ts'
import { newGif, newKey } from './sandbox-server.ts'

type FaultInput = NonNullable<FaultPlanInput['next']>[number]

/** Activates a fault plan. Throws if the sandbox rejects it. */
export async function putFaults(base: string, plan: FaultPlanInput): Promise<FaultReport> {
  const seen = await ask(base + FAULTS_PATH, { method: 'PUT', body: JSON.stringify(plan) })
  if (seen.status !== 200) throw new Error(String(seen.json?.message))
  return parseFaultReport(seen.json)
}

/** Applies a fault to the next upload only. */
export function putFault(base: string, fault: FaultInput): Promise<FaultReport> {
  return putFaults(base, { next: [fault] })
}

export async function readFaults(base: string): Promise<FaultReport> {
  return parseFaultReport((await ask(base + FAULTS_PATH)).json)
}

/** Uploads new content with a new key by default. */
export function upload(
  base: string,
  { body = newGif(), key = newKey() }: { body?: Uint8Array; key?: string } = {},
): Promise<TestResponse> {
  const headers = { Authorization: `Bearer ${key}` }
  return ask(`${base}/v1/files`, { method: 'POST', headers, body })
}
