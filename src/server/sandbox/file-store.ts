import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { AccountFiles } from './account-files.ts'
import type { FileRecord } from './file-record.ts'
import { FileRecords } from './file-records.ts'
import type { ReceivedBody } from './received-body.ts'
import { ignoreMissing } from './storage-errors.ts'
import { type StorageLimits, StorageQuota } from './storage-quota.ts'
import { StorageSharers } from './storage-sharers.ts'
import { listAccounts } from './stored-bytes.ts'

/** Maximum number of accounts whose files are indexed in memory. */
const MAX_INDEXES = 200

/** The facts about a file that a caller stores. */
export type NewFile = Pick<
  FileRecord,
  'mediaType' | 'extension' | 'name' | 'measures' | 'isGenerated'
>

/** A file whose bytes are in the store. */
export interface StoredFile extends FileRecord {
  path: string
  /** Bytes. */
  size: number
}

/**
 * Files by account and content, in a folder that several processes may share.
 *
 * Bytes and record are each written to a temporary file and renamed, the record last. A file
 * exists once its record does, so a killed process leaves no incomplete file.
 */
export class FileStore {
  readonly quota: StorageQuota
  /** A path for incomplete bytes or records, on the same disk as the stored files. */
  readonly newTemporaryPath: () => string
  /** The folder's name when it was last read. */
  #name: string = randomUUID()
  readonly #folder: string
  readonly #temporaryFolder: string
  readonly #sharers: StorageSharers
  readonly #records: FileRecords
  /** The last task of each file. */
  readonly #tasks = new Map<string, Promise<unknown>>()
  readonly #accounts = new Map<string, AccountFiles>()
  /** Milliseconds since 1970. */
  #lastCreated = 0

  constructor(folder: string, limits: StorageLimits) {
    this.#folder = folder
    this.#temporaryFolder = join(folder, 'temporary')
    this.#sharers = new StorageSharers(join(folder, 'processes'), this.#temporaryFolder)
    this.newTemporaryPath = () => this.#sharers.newTemporaryPath()
    this.#records = new FileRecords(folder, this.newTemporaryPath)
    this.quota = new StorageQuota(folder, this.#sharers, limits)
  }

  /** Creates the folder and removes temporary files of processes that have ended. */
  async prepare(): Promise<void> {
    await mkdir(this.#temporaryFolder, { recursive: true })
    // The first of two processes that start at once names the folder.
    await writeFile(this.#namePath, this.#name, { flag: 'wx' }).catch(() => {})
    await this.name()
    this.quota.join()
    await this.#sharers.removeAbandoned()
    // Measuring a large folder takes a while. The first upload waits for it, the start does not.
    this.quota.measure().catch(() => {})
  }

  /**
   * A random name in the folder, which changes when any process empties it. Clients that remember
   * files compare it to find out whether the files still exist.
   */
  async name(): Promise<string> {
    const text = await readFile(this.#namePath, 'utf8').catch(() => '')
    this.#name = text || this.#name
    return this.#name
  }

  /** The files of an account, for lists. */
  filesOf(accountId: string): AccountFiles {
    const known = this.#accounts.get(accountId)
    if (known !== undefined) return known
    const files = new AccountFiles(this.#folder, accountId)
    this.#accounts.set(accountId, files)
    const [oldest] = this.#accounts.keys()
    if (this.#accounts.size > MAX_INDEXES && oldest !== undefined) this.#accounts.delete(oldest)
    return files
  }

  /** Finds deleted files, too. */
  async find(accountId: string, digest: string): Promise<StoredFile | undefined> {
    const record = await this.#records.read(accountId, digest)
    if (record === undefined) return undefined
    const path = this.#bytesPath(accountId, digest, record.extension)
    const size = await stat(path).then((found) => found.size, ignoreMissing)
    if (size === undefined || size !== record.size) return undefined
    return { ...record, size, path }
  }

  /** Finds the listed file of this content. It may be at another host. Skips a deleted file. */
  async findListed(accountId: string, digest: string): Promise<FileRecord | undefined> {
    const record = await this.#records.read(accountId, digest)
    if (record === undefined || record.isDeleted) return undefined
    return record.remoteUrl === undefined ? this.find(accountId, digest) : record
  }

  /**
   * Moves the body into the store. `isNew` is true for exactly one of several concurrent uploads
   * of the same content. Processes that share the folder may each report it once. A deleted file
   * of this content comes back and counts as new. A known file without a name gets this one.
   *
   * @throws `ENOENT` when the folder is emptied meanwhile
   */
  put(
    accountId: string,
    { path, digest, size, reservation }: ReceivedBody,
    given: NewFile,
  ): Promise<{ file: StoredFile; isNew: boolean }> {
    return this.#runInOrder(`${accountId}/${digest}`, async () => {
      const known = await this.find(accountId, digest)
      if (known !== undefined) return this.#keep(accountId, digest, known, given)
      const record = { ...given, size, createdAt: this.#nextMoment() }
      await mkdir(join(this.#folder, accountId), { recursive: true })
      const bytesPath = this.#bytesPath(accountId, digest, record.extension)
      await rename(path, bytesPath)
      try {
        await writeFile(path, JSON.stringify(record), { flag: 'wx' })
        await rename(path, this.#records.pathOf(accountId, digest))
        // A folder that was emptied in between holds the record without its bytes.
        await stat(bytesPath)
      } catch (caught) {
        await rm(bytesPath, { force: true })
        throw caught
      }
      reservation?.commit(size)
      return { file: { ...record, path: bytesPath }, isNew: true }
    })
  }

  /**
   * Lists a file that stays at another host. Keeps a file of this content that the account has.
   *
   * @returns the file in the list, and whether it was added
   */
  register(
    accountId: string,
    digest: string,
    given: NewFile & Pick<FileRecord, 'size' | 'remoteUrl' | 'isUnhashed'>,
  ): Promise<{ file: FileRecord; isNew: boolean }> {
    return this.#runInOrder(`${accountId}/${digest}`, async () => {
      const known = await this.findListed(accountId, digest)
      if (known !== undefined) return { file: known, isNew: false }
      const file = { ...given, createdAt: this.#nextMoment() }
      await mkdir(join(this.#folder, accountId), { recursive: true })
      await this.#records.replace(accountId, digest, file)
      return { file, isNew: true }
    })
  }

  /** Marks a file as deleted. Its bytes and its URL stay. @returns false when it is not there */
  remove(accountId: string, digest: string): Promise<boolean> {
    return this.#runInOrder(`${accountId}/${digest}`, async () => {
      const record = await this.#records.read(accountId, digest)
      if (record === undefined || record.isDeleted) return false
      await this.#records.replace(accountId, digest, { ...record, isDeleted: true })
      return true
    })
  }

  /**
   * Deletes all files of all accounts. The folder is renamed first, so that clients never match
   * deleted files with later ones. Uploads in flight are stored in the emptied folder, or fail.
   *
   * @returns what was deleted
   */
  async empty(): Promise<StorageReport> {
    const found = await this.quota.measure()
    await mkdir(this.#temporaryFolder, { recursive: true })
    // Overwrites in place, because a full disk has no space for another file.
    const name = randomUUID()
    await writeFile(this.#namePath, name, { flag: 'r+' }).catch((error) => {
      ignoreMissing(error)
      return writeFile(this.#namePath, name)
    })
    for (const account of await listAccounts(this.#folder)) {
      const removed = this.newTemporaryPath()
      await rename(account, removed).catch(ignoreMissing)
      await rm(removed, { recursive: true, force: true })
    }
    await this.quota.countEmptied()
    return found
  }

  async #keep(
    accountId: string,
    digest: string,
    { path, isDeleted, ...known }: StoredFile,
    given: NewFile,
  ): Promise<{ file: StoredFile; isNew: boolean }> {
    const wasDeleted = isDeleted === true
    const { name = known.name } = wasDeleted ? given : known
    const { measures = given.measures } = known
    const record = { ...known, measures, name: name ?? given.name }
    if (wasDeleted) record.createdAt = this.#nextMoment()
    if (wasDeleted || record.name !== known.name) {
      // Records of earlier builds have no time, and the new record would get a later one.
      record.createdAt ??= await this.#records.changedAt(accountId, digest)
      await this.#records.replace(accountId, digest, record)
    }
    return { file: { ...record, path }, isNew: wasDeleted }
  }

  /** Now, but never the same moment twice, so that lists have an order. */
  #nextMoment(): number {
    this.#lastCreated = Math.max(Date.now(), this.#lastCreated + 1)
    return this.#lastCreated
  }

  get #namePath(): string {
    return join(this.#folder, 'name')
  }

  #bytesPath(accountId: string, digest: string, extension: string): string {
    return join(this.#folder, accountId, `${digest}.${extension}`)
  }

  /** Runs tasks of the same name one after the other. */
  async #runInOrder<T>(name: string, task: () => Promise<T>): Promise<T> {
    const running = (this.#tasks.get(name) ?? Promise.resolve()).then(task, task)
    this.#tasks.set(name, running)
    try {
      return await running
    } finally {
      if (this.#tasks.get(name) === running) this.#tasks.delete(name)
    }
  }
}
