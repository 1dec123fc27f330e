import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { absent } from './absent.ts'

/** A folder of one account is named by its id. */
const ACCOUNT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Ends the name of a record, which is not counted. */
export const RECORD = '.record.json'

/** Looks at so many files at a time. */
const AT_ONCE = 64

interface StoredBytes extends StorageReport {
  /** Of the files, each once. */
  sizes: Set<number>
}

/** Adds up the files of all accounts. Takes a second for some 10,000. */
export async function measureStorage(folder: string): Promise<StoredBytes> {
  const found: StoredBytes = { files: 0, bytes: 0, sizes: new Set() }
  for (const account of await listAccounts(folder)) {
    const names = (await readdir(account).catch(absent)) ?? []
    const files = names.filter((name) => !name.endsWith(RECORD))
    for (let begin = 0; begin < files.length; begin += AT_ONCE) {
      const some = files.slice(begin, begin + AT_ONCE)
      const stats = await Promise.all(some.map((name) => stat(join(account, name)).catch(absent)))
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

/** Paths of the accounts' folders. */
export async function listAccounts(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(absent)) ?? []
  return names.filter((name) => ACCOUNT.test(name)).map((name) => join(folder, name))
}
