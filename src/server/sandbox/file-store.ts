import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseJson } from '../../core/parse-json.ts'
import type { MediaType } from './media-type.ts'
import type { ReceivedBody } from './received-body.ts'

const RecordSchema = v.object({ mediaType: v.string(), extension: v.string(), size: v.number() })

/** A file that an account has. */
export interface StoredFile extends MediaType {
  /** Where its bytes are. */
  path: string
  size: number
}

/** A temporary file that nobody has written to for so long was left by a killed process. */
const ABANDONED_AFTER = 3_600_000

/**
 * Files by account and content, in a folder that several processes may share.
 *
 * Bytes and record are each written under a temporary name and renamed, the record last:
 * without it there is no file, so that a killed process can leave only what nobody sees.
 */
export class FileStore {
  /** For bytes and records on their way; on the same disk as all the rest. */
  readonly temporaryFolder: string
  /** Random, kept in the folder: who remembers its files can tell it from another. */
  name: string = randomUUID()
  readonly #folder: string
  readonly #busy = new Map<string, Promise<unknown>>()

  constructor(folder: string) {
    this.#folder = folder
    this.temporaryFolder = join(folder, 'temporary')
  }

  /** Makes the folder and removes what killed processes left. */
  async prepare(): Promise<void> {
    await mkdir(this.temporaryFolder, { recursive: true })
    const namePath = join(this.#folder, 'name')
    // Where two processes begin at once, the first one names it.
    await writeFile(namePath, this.name, { flag: 'wx' }).catch(() => {})
    this.name = (await readFile(namePath, 'utf8')) || this.name
    for (const name of await readdir(this.temporaryFolder)) {
      const path = join(this.temporaryFolder, name)
      const found = await stat(path).catch(absent)
      if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER) await rm(path, { force: true })
    }
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
   */
  keep(
    accountId: string,
    { path, digest, size }: ReceivedBody,
    type: MediaType,
  ): Promise<{ file: StoredFile; isNew: boolean }> {
    return this.#inTurn(`${accountId}/${digest}`, async () => {
      const known = await this.find(accountId, digest)
      if (known !== undefined) {
        await rm(path, { force: true })
        return { file: known, isNew: false }
      }
      await mkdir(join(this.#folder, accountId), { recursive: true })
      const bytesPath = this.#bytesPath(accountId, digest, type.extension)
      await rename(path, bytesPath)
      await writeFile(path, JSON.stringify({ ...type, size }), { flag: 'wx' })
      await rename(path, this.#recordPath(accountId, digest))
      return { file: { ...type, size, path: bytesPath }, isNew: true }
    })
  }

  /** A broken record is none, so that the next who bring the content write it anew. */
  async #readRecord(accountId: string, digest: string) {
    const text = await readFile(this.#recordPath(accountId, digest), 'utf8').catch(absent)
    const read = v.safeParse(RecordSchema, parseJson(text ?? ''))
    return read.success ? read.output : undefined
  }

  #bytesPath(accountId: string, digest: string, extension: string): string {
    return join(this.#folder, accountId, `${digest}.${extension}`)
  }

  #recordPath(accountId: string, digest: string): string {
    return join(this.#folder, accountId, `${digest}.record.json`)
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

function absent(error: Error): undefined {
  if ('code' in error && error.code === 'ENOENT') return undefined
  throw error
}
