import { readError, readReason } from '../core/api/contract.ts'
import { FAULTS_PATH, GATEWAYS } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import { type FaultPlan, type FaultReport, parseFaultReport } from '../core/sandbox/faults.ts'
import {
  parseStorageReport,
  STORAGE_PATH,
  type StorageReport,
} from '../core/sandbox/storage-report.ts'
import { exchangeText } from './exchange-text.ts'

/** The sandbox's fault plan and its counts. @throws {ProblemError} */
export function askFaults(signal: AbortSignal): Promise<FaultReport> {
  return call(FAULTS_PATH, { method: 'GET', signal }, parseFaultReport)
}

/**
 * Replaces the whole plan and resets the counts.
 *
 * @throws {ProblemError} `refused` with the sandbox's sentence if the plan is invalid. The former
 * plan then stays
 */
export function putFaults(plan: FaultPlan): Promise<FaultReport> {
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify(plan)
  return call(FAULTS_PATH, { method: 'PUT', headers, body }, parseFaultReport)
}

/** Removes all faults and resets the counts. @throws {ProblemError} */
export function resetFaults(): Promise<FaultReport> {
  return call(FAULTS_PATH, { method: 'DELETE' }, parseFaultReport)
}

/** What the sandbox stores, for all accounts. @throws {ProblemError} */
export function askStorage(): Promise<StorageReport> {
  return call(STORAGE_PATH, { method: 'GET' }, parseStorageReport)
}

/** Deletes all files of the sandbox. @returns what was deleted @throws {ProblemError} */
export function emptyStorage(): Promise<StorageReport> {
  return call(STORAGE_PATH, { method: 'DELETE' }, parseStorageReport)
}

async function call<T>(path: string, request: RequestInit, parse: (data: unknown) => T) {
  const { status, body } = await exchangeText(GATEWAYS.sandbox.base + path, request)
  if (status === 200) return parse(JSON.parse(body))
  const message = readReason(status, body)
  const cause = readError(body)?.cause
  throw new ProblemError({ kind: 'refused', status, code: '', message, cause })
}
