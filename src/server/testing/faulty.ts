import {
  FAULTS_PATH,
  type FaultPlanInput,
  type FaultReport,
  parseFaultReport,
} from '../../core/sandbox/faults.ts'
import { ask, type Seen } from './http-client.ts'
import { newGif, newKey } from './sandboxed.ts'

type FaultInput = NonNullable<FaultPlanInput['next']>[number]

/** Puts the plan in force, which must be one. */
export async function putFaults(base: string, plan: FaultPlanInput): Promise<FaultReport> {
  const seen = await ask(base + FAULTS_PATH, { method: 'PUT', body: JSON.stringify(plan) })
  if (seen.status !== 200) throw new Error(String(seen.json?.message))
  return parseFaultReport(seen.json)
}

/** The next upload meets this, and those after it nothing. */
export function putFault(base: string, fault: FaultInput): Promise<FaultReport> {
  return putFaults(base, { next: [fault] })
}

export async function readFaults(base: string): Promise<FaultReport> {
  return parseFaultReport((await ask(base + FAULTS_PATH)).json)
}

/** Uploads something new, with a key of its own, unless told otherwise. */
export function upload(
  base: string,
  { body = newGif(), key = newKey() }: { body?: Uint8Array; key?: string } = {},
): Promise<Seen> {
  const headers = { Authorization: `Bearer ${key}` }
  return ask(`${base}/v1/files`, { method: 'POST', headers, body })
}
