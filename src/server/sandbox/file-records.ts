import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileRecord, parseRecord } from './file-record.ts'
import { ignoreMissing } from './storage-errors.ts'
import { RECORD } from './stored-bytes.ts'

/** The records of files on disk, each beside the bytes of its file. */
export class FileRecords {
  readonly #folder: string
  readonly #newTemporaryPath: () => string

  constructor(folder: string, newTemporaryPath: () => string) {
    this.#folder = folder
    this.#newTemporaryPath = newTemporaryPath
  }

  pathOf(accountId: string, digest: string): string {
    return join(this.#folder, accountId, digest + RECORD)
  }

  /** A broken record counts as missing, so that the next upload of the content rewrites it. */
  async read(accountId: string, digest: string): Promise<FileRecord | undefined> {
    const text = await readFile(this.pathOf(accountId, digest), 'utf8').catch(ignoreMissing)
    return parseRecord(text ?? '')
  }

  /** Milliseconds since 1970. @throws `ENOENT` */
  async changedAt(accountId: string, digest: string): Promise<number> {
    return (await stat(this.pathOf(accountId, digest))).mtimeMs
  }

  /** Writes the record to a temporary file and renames it. @throws `ENOENT` without the folder */
  async replace(accountId: string, digest: string, record: FileRecord): Promise<void> {
    const path = this.#newTemporaryPath()
    try {
      await writeFile(path, JSON.stringify(record), { flag: 'wx' })
      await rename(path, this.pathOf(accountId, digest))
    } catch (caught) {
      await rm(path, { force: true })
      throw caught
    }
  }
}
