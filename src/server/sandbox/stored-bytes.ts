import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { ignoreMissing } from './storage-errors.ts'

/** The name of an account's folder is its id. */
const ACCOUNT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Suffix of records, which are not counted. */
export const RECORD = '.record.json'

/** Number of files that are measured at once. */
const AT_ONCE = 64

interface StoredBytes extends StorageReport {
  /** The distinct sizes of the files. */
  sizes: Set<number>
}

/** Counts the files and bytes of all accounts. 10,000 files take about a second. */
export async function measureStorage(folder: string): Promise<StoredBytes> {
  const found: StoredBytes = { files: 0, bytes: 0, sizes: new Set() }
  for (const account of await listAccounts(folder)) {
    const names = (await readdir(account).catch(ignoreMissing)) ?? []
    const files = names.filter((name) => !name.endsWith(RECORD))
    for (let begin = 0; begin < files.length; begin += AT_ONCE) {
      const some = files.slice(begin, begin + AT_ONCE)
      const stats = await Promise.all(
        some.map((name) => stat(join(account, name)).catch(ignoreMissing)),
      )
      for (const one of stats) {
        if (one === undefined) continue
        found.files += 1
        found.bytes += one.size
        found.sizes.add(one.size)
      }
    }
  }
  return found
}

export async function listAccounts(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? []
  return names.filter((name) => ACCOUNT.test(name)).map((name) => join(folder, name))
}
