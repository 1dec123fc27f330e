import { type HistoryEntry, isHashed } from '../core/history/history.ts'
import { relistEntry } from '../core/request/list-item.ts'
import { invalidate } from '../core/session/session.ts'
import type { UploadId } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { HistoryPorts } from '../features/uploads/list/history-ports.ts'
import type { HashPool } from '../hashing/hash-pool.ts'
import { compareWithUrl } from './compare-with-url.ts'

export interface VerifyPorts {
  store: UploadsStore
  history: Pick<HistoryPorts, 'at' | 'flush' | 'setChecked'>
  pool: HashPool
}

/**
 * Fetches a file back, and compares it. A file that cannot be fetched stays as it is.
 *
 * @throws {ProblemError} when the file cannot be fetched
 */
export function verifyFile(target: UploadId | HistoryEntry, ports: VerifyPorts): Promise<void> {
  return typeof target === 'number' ? verifyUpload(target, ports) : verifyEntry(target, ports)
}

async function verifyUpload(id: UploadId, ports: VerifyPorts): Promise<void> {
  const { store, pool } = ports
  const stage = store.get(id)?.stage
  if (stage?.name !== 'uploaded') return
  const problem = await compareWithUrl(stage.result, pool)
  const at = Date.now()
  if (!problem) await noteChecked(stage.result.url, at, ports)
  const now = store.get(id)?.stage
  // The file was sent again meanwhile and may have another URL.
  if (now?.name !== 'uploaded' || now.result !== stage.result) return
  if (problem) invalidate(store, stage.result.url, problem)
  else store.dispatch(id, { type: 'fetched-back', at })
}

/** Stores the check before a row shows it, so that it survives a reload. Ignores a full disk. */
async function noteChecked(url: string, at: number, { history }: VerifyPorts): Promise<void> {
  history.flush()
  const entry = history.at(url)
  if (entry) await history.setChecked(entry, at).catch(() => {})
}

async function verifyEntry(
  entry: HistoryEntry,
  { store, pool, history }: VerifyPorts,
): Promise<void> {
  // Without a hash there is nothing to compare with, and no row offers it.
  if (!isHashed(entry)) return
  const problem = await compareWithUrl(entry.result, pool)
  if (!problem) return history.setChecked(entry, Date.now())
  // An entry cannot fail, so an upload replaces it.
  store.add([relistEntry(entry)])
  invalidate(store, entry.result.url, problem)
}
