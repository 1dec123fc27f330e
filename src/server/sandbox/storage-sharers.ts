import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseJson } from '../../core/text/parse-json.ts'
import { IdentitySchema, isRunning, THIS_PROCESS } from './process-identity.ts'
import { ignoreMissing } from './storage-errors.ts'

/** Age at which temporary files of unknown owners or other machines are removed, in milliseconds. */
const ABANDONED_AFTER = 3_600_000
/** Age at which idle processes of other machines are removed, in milliseconds. */
const FORGOTTEN_AFTER = 24 * 3_600_000

const ShareSchema = v.object({
  ...IdentitySchema.entries,
  /** Bytes of files that the process has stored since its start. */
  added: v.number(),
  /** Bytes reserved for its uploads in flight. */
  reserved: v.number(),
  /** How many times the process has emptied the folder. */
  emptied: v.number(),
})

/** The storage use that a process publishes to the others on the same folder. */
export type Share = Pick<v.InferOutput<typeof ShareSchema>, 'added' | 'reserved' | 'emptied'>

/** Length of a share on disk, in bytes. It is overwritten in place, which works on a full disk. */
const SHARE_LENGTH = 512

/**
 * The processes that share a folder. Each has a small file there, whose name also marks its
 * temporary files. Access is synchronous, so that no task runs between a read and a write.
 */
export class StorageSharers {
  readonly #id = `${process.pid}-${randomUUID().slice(0, 8)}`
  readonly #folder: string
  readonly #temporaryFolder: string
  readonly #lastRead = new Map<string, Share>()

  constructor(folder: string, temporaryFolder: string) {
    this.#folder = folder
    this.#temporaryFolder = temporaryFolder
  }

  /** A path for incomplete bytes. The next start removes it when this process has ended. */
  newTemporaryPath(): string {
    return join(this.#temporaryFolder, `${this.#id}.${randomUUID()}`)
  }

  /** @returns false when the file of this process was missing, most likely with all others */
  publish(share: Share): boolean {
    const text = JSON.stringify({ ...THIS_PROCESS, ...share }).padEnd(SHARE_LENGTH)
    const path = join(this.#folder, this.#id)
    const opened = tryOpen(path, 'r+')
    if (opened === undefined) mkdirSync(this.#folder, { recursive: true })
    const file = opened ?? openSync(path, 'w')
    try {
      writeSync(file, text, 0)
    } finally {
      closeSync(file)
    }
    return opened !== undefined
  }

  /** The shares of all other processes, by the ids of their files. */
  others(): Map<string, Share> {
    const found = new Map<string, Share>()
    for (const id of readdirSync(this.#folder)) {
      if (id === this.#id) continue
      const share = readShare(join(this.#folder, id)) ?? this.#lastRead.get(id)
      if (share !== undefined) found.set(id, share)
      if (share !== undefined) this.#lastRead.set(id, share)
    }
    return found
  }

  /** Removes files of processes that have ended, never those of a running process. */
  async removeAbandoned(): Promise<void> {
    const temporary = (await readdir(this.#temporaryFolder).catch(ignoreMissing)) ?? []
    const owners = new Set<string>([this.#id])
    for (const id of await readdir(this.#folder)) {
      const path = join(this.#folder, id)
      const share = readShare(path)
      const runs = id === this.#id || (share && isRunning(share))
      if (runs === true) owners.add(id)
      if (runs === false) {
        const orphans = temporary.filter((name) => name.startsWith(`${id}.`))
        for (const name of orphans) await remove(join(this.#temporaryFolder, name))
      }
      if (runs === false || (runs === undefined && (await isOlder(path, FORGOTTEN_AFTER)))) {
        await remove(path)
      }
    }
    for (const name of temporary) {
      const path = join(this.#temporaryFolder, name)
      const isOwned = owners.has(name.slice(0, name.indexOf('.')))
      if (!isOwned && (await isOlder(path, ABANDONED_AFTER))) await remove(path)
    }
  }
}

function readShare(path: string) {
  try {
    const read = v.safeParse(ShareSchema, parseJson(readFileSync(path, 'utf8')))
    return read.success ? read.output : undefined
  } catch {
    // Another process is writing or has just removed it.
    return undefined
  }
}

function tryOpen(path: string, flag: 'r+'): number | undefined {
  try {
    return openSync(path, flag)
  } catch (caught) {
    return ignoreMissing(caught)
  }
}

async function isOlder(path: string, age: number): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing)
  return found !== undefined && Date.now() - found.mtimeMs > age
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true })
}
