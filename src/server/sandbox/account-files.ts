import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileIdOf } from './file-id.ts'
import { type FileRecord, parseRecord } from './file-record.ts'
import { ignoreMissing } from './storage-errors.ts'
import { RECORD } from './stored-bytes.ts'

/** A file of an account. */
export interface ListedFile extends FileRecord {
  id: string
  /** SHA-256 in 64 lower-case hex digits. */
  digest: string
  createdAt: number
}

/** A record on disk, and the version in which it was read. */
interface Indexed {
  version: string
  file: ListedFile | undefined
}

/**
 * Minimum age of a folder's last change, in milliseconds, for an equal time to prove equal content.
 * Some disks record times in steps of two seconds.
 */
const SETTLED = 2_000

/** Number of records that are read at once. */
const AT_ONCE = 64

/**
 * The files of one account, from an index in memory. Other processes may change the folder, so the
 * index is updated before each use. An update reads only new and changed records.
 */
export class AccountFiles {
  readonly #accountId: string
  readonly #folder: string
  #indexed = new Map<string, Indexed>()
  #changedAt = Number.NaN
  #readAt = 0
  #newestFirst: readonly ListedFile[] = []
  #byId = new Map<string, ListedFile>()
  #running: Promise<unknown> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(folder: string, accountId: string) {
    this.#folder = join(folder, accountId)
    this.#accountId = accountId
  }

  /** Without deleted files. */
  async newestFirst(): Promise<readonly ListedFile[]> {
    await this.#refresh()
    return this.#newestFirst
  }

  /** Undefined for a deleted file. */
  async find(id: string): Promise<ListedFile | undefined> {
    await this.#refresh()
    return this.#byId.get(id)
  }

  /** Calls share a refresh that has not begun, so that each sees all changes before it. */
  #refresh(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined
      return this.#read()
    })
    this.#running = this.#next.catch(() => {})
    return this.#next
  }

  async #read(): Promise<void> {
    const { mtimeMs } = (await stat(this.#folder).catch(ignoreMissing)) ?? { mtimeMs: Number.NaN }
    if (mtimeMs === this.#changedAt && this.#readAt - mtimeMs > SETTLED) return
    const readAt = Date.now()
    const names = (await readdir(this.#folder).catch(ignoreMissing)) ?? []
    const records = names.filter((name) => name.endsWith(RECORD))
    const indexed = new Map<string, Indexed>()
    for (let begin = 0; begin < records.length; begin += AT_ONCE) {
      const some = records.slice(begin, begin + AT_ONCE)
      const read = await Promise.all(some.map((name) => this.#readRecord(name)))
      for (const [at, name] of some.entries()) {
        const record = read[at]
        if (record !== undefined) indexed.set(name, record)
      }
    }
    this.#indexed = indexed
    this.#changedAt = mtimeMs
    this.#readAt = readAt
    this.#sort()
  }

  async #readRecord(name: string): Promise<Indexed | undefined> {
    const path = join(this.#folder, name)
    const found = await stat(path).catch(ignoreMissing)
    if (found === undefined) return undefined
    const version = `${found.ino} ${found.size} ${found.mtimeMs}`
    const known = this.#indexed.get(name)
    if (known?.version === version) return known
    const record = parseRecord((await readFile(path, 'utf8').catch(ignoreMissing)) ?? '')
    const digest = name.slice(0, -RECORD.length)
    const file = record && {
      ...record,
      createdAt: record.createdAt ?? found.mtimeMs,
      digest,
      id: fileIdOf(this.#accountId, digest),
    }
    return { version, file }
  }

  #sort(): void {
    const files = [...this.#indexed.values()].flatMap(({ file }) => file ?? [])
    this.#newestFirst = files
      .filter(({ isDeleted }) => isDeleted !== true)
      .sort((one, two) => two.createdAt - one.createdAt || (one.id < two.id ? -1 : 1))
    this.#byId = new Map(this.#newestFirst.map((file) => [file.id, file]))
  }
}
