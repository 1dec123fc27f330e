import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { parseJson } from '../../core/text/parse-json.ts'
import { absent } from './absent.ts'
import type { MediaType } from './media-type.ts'
import type { ReceivedBody } from './received-body.ts'
import { type StorageLimits, StorageQuota } from './storage-quota.ts'
import { StorageSharers } from './storage-sharers.ts'
import { listAccounts, RECORD } from './stored-bytes.ts'

const RecordSchema = v.object({ mediaType: v.string(), extension: v.string(), size: v.number() })

/** A file that an account has. */
export interface StoredFile extends MediaType {
  /** Where its bytes are. */
  path: string
  size: number
}

/**
 * Files by account and content, in a folder that several processes may share.
 *
 * Bytes and record are each written under a temporary name and renamed, the record last:
 * without it there is no file, so that a killed process can leave only what nobody sees.
 */
export class FileStore {
  readonly quota: StorageQuota
  /** A path for bytes or a record on their way; on the same disk as all the rest. */
  readonly newTemporaryPath: () => string
  /** As it was last read. */
  #name: string = randomUUID()
  readonly #folder: string
  readonly #temporaryFolder: string
  readonly #sharers: StorageSharers
  readonly #busy = new Map<string, Promise<unknown>>()

  constructor(folder: string, limits: StorageLimits) {
    this.#folder = folder
    this.#temporaryFolder = join(folder, 'temporary')
    this.#sharers = new StorageSharers(join(folder, 'processes'), this.#temporaryFolder)
    this.newTemporaryPath = () => this.#sharers.newTemporaryPath()
    this.quota = new StorageQuota(folder, this.#sharers, limits)
  }

  /** Makes the folder and removes what processes left that have ended. */
  async prepare(): Promise<void> {
    await mkdir(this.#temporaryFolder, { recursive: true })
    // Where two processes begin at once, the first one names it.
    await writeFile(this.#namePath, this.#name, { flag: 'wx' }).catch(() => {})
    await this.name()
    this.quota.join()
    await this.#sharers.removeAbandoned()
    // Large folders take a while: the first upload waits for it, and not the start.
    this.quota.measure().catch(() => {})
  }

  /**
   * Random, kept in the folder: who remembers its files can tell it from another, and from what
   * it was before it was emptied, be it by another process.
   */
  async name(): Promise<string> {
    const text = await readFile(this.#namePath, 'utf8').catch(() => '')
    this.#name = text || this.#name
    return this.#name
  }

  async find(accountId: string, digest: string): Promise<StoredFile | undefined> {
    const record = await this.#readRecord(accountId, digest)
    if (record === undefined) return undefined
    const path = this.#bytesPath(accountId, digest, record.extension)
    const size = await stat(path).then((found) => found.size, absent)
    return size === record.size ? { ...record, path } : undefined
  }

  /**
   * Takes the body over. `isNew` is true for exactly one of several who bring the same content
   * to this process. Where several processes share the folder, it may be true once in each.
   *
   * @throws `ENOENT` where the folder is emptied meanwhile
   */
  keep(
    accountId: string,
    { path, digest, size, reservation }: ReceivedBody,
    type: MediaType,
  ): Promise<{ file: StoredFile; isNew: boolean }> {
    return this.#inTurn(`${accountId}/${digest}`, async () => {
      const known = await this.find(accountId, digest)
      if (known !== undefined) return { file: known, isNew: false }
      await mkdir(join(this.#folder, accountId), { recursive: true })
      const bytesPath = this.#bytesPath(accountId, digest, type.extension)
      await rename(path, bytesPath)
      try {
        await writeFile(path, JSON.stringify({ ...type, size }), { flag: 'wx' })
        await rename(path, this.#recordPath(accountId, digest))
        // Emptied in between, the folder is another one, and has the record alone.
        await stat(bytesPath)
      } catch (caught) {
        await rm(bytesPath, { force: true })
        throw caught
      }
      reservation?.keep(size)
      return { file: { ...type, size, path: bytesPath }, isNew: true }
    })
  }

  /**
   * Deletes all files of all accounts, and gives the folder another name first: what is known
   * of them is never taken for what comes later. Uploads under way are kept in the emptied folder
   * or fail. @returns what was deleted
   */
  async empty(): Promise<StorageReport> {
    const found = await this.quota.measure()
    await mkdir(this.#temporaryFolder, { recursive: true })
    // In place, for a full disk has no room for another file.
    const name = randomUUID()
    await writeFile(this.#namePath, name, { flag: 'r+' }).catch((error) => {
      absent(error)
      return writeFile(this.#namePath, name)
    })
    for (const account of await listAccounts(this.#folder)) {
      const left = this.newTemporaryPath()
      await rename(account, left).catch(absent)
      await rm(left, { recursive: true, force: true })
    }
    await this.quota.countEmptied()
    return found
  }

  /** A broken record is none, so that the next who bring the content write it anew. */
  async #readRecord(accountId: string, digest: string) {
    const text = await readFile(this.#recordPath(accountId, digest), 'utf8').catch(absent)
    const read = v.safeParse(RecordSchema, parseJson(text ?? ''))
    return read.success ? read.output : undefined
  }

  get #namePath(): string {
    return join(this.#folder, 'name')
  }

  #bytesPath(accountId: string, digest: string, extension: string): string {
    return join(this.#folder, accountId, `${digest}.${extension}`)
  }

  #recordPath(accountId: string, digest: string): string {
    return join(this.#folder, accountId, digest + RECORD)
  }

  /** One after the other for the same name. */
  async #inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.#busy.get(name) ?? Promise.resolve()).then(task, task)
    this.#busy.set(name, turn)
    try {
      return await turn
    } finally {
      if (this.#busy.get(name) === turn) this.#busy.delete(name)
    }
  }
}
