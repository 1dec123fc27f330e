import { readReason } from '../core/api/contract.ts'
import { GATEWAYS } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import {
  parseStorageReport,
  STORAGE_PATH,
  type StorageReport,
} from '../core/sandbox/storage-report.ts'
import { exchangeText } from './exchange-text.ts'

/** What the sandbox stores, for all accounts. @throws {ProblemError} */
export function askStorage(): Promise<StorageReport> {
  return call('GET')
}

/** Deletes all files of the sandbox. @returns what was deleted @throws {ProblemError} */
export function emptyStorage(): Promise<StorageReport> {
  return call('DELETE')
}

async function call(method: string): Promise<StorageReport> {
  const { status, body } = await exchangeText(GATEWAYS.sandbox.base + STORAGE_PATH, { method })
  if (status === 200) return parseStorageReport(JSON.parse(body))
  throw new ProblemError({ kind: 'refused', status, code: '', message: readReason(status, body) })
}
