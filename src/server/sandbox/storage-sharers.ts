import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseJson } from '../../core/text/parse-json.ts'
import { absent } from './absent.ts'
import { IdentitySchema, isRunning, THIS_PROCESS } from './process-identity.ts'

/** Temporary files of unknown owners, or of other machines, that were not written to for so long. */
const ABANDONED_AFTER = 3_600_000
/** Processes of other machines that did nothing for so long. */
const FORGOTTEN_AFTER = 24 * 3_600_000

const ShareSchema = v.object({
  ...IdentitySchema.entries,
  /** Bytes of files that the process has kept since it began. */
  added: v.number(),
  /** Bytes that its uploads under way may still come to. */
  reserved: v.number(),
  /** How many times it has emptied the folder. */
  emptied: v.number(),
})

/** What each process tells the others that keep files in the same folder. */
export type Share = Pick<v.InferOutput<typeof ShareSchema>, 'added' | 'reserved' | 'emptied'>

/** Bytes of a share on disk: written over in place, it needs no room on a full disk. */
const SHARE_LENGTH = 512

/**
 * The processes that share a folder. Each has a small file there, which also tells whose
 * temporary files are whose. Synchronous, so that nothing comes between a look and a change.
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

  /** A path for bytes on their way, which the next start removes should this process end. */
  newTemporaryPath(): string {
    return join(this.#temporaryFolder, `${this.#id}.${randomUUID()}`)
  }

  /** @returns false where what was published before is gone, together with all else most likely */
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

  /** The shares of all other processes, by their names. */
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

  /** Removes what processes left that have ended, and never what a running one still uses. */
  async removeAbandoned(): Promise<void> {
    const temporary = (await readdir(this.#temporaryFolder).catch(absent)) ?? []
    const owners = new Set<string>([this.#id])
    for (const id of await readdir(this.#folder)) {
      const path = join(this.#folder, id)
      const share = readShare(path)
      const runs = id === this.#id || (share && isRunning(share))
      if (runs === true) owners.add(id)
      if (runs === false) {
        const left = temporary.filter((name) => name.startsWith(`${id}.`))
        for (const name of left) await remove(join(this.#temporaryFolder, name))
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
    // It is being written, or was just removed.
    return undefined
  }
}

function tryOpen(path: string, flag: 'r+'): number | undefined {
  try {
    return openSync(path, flag)
  } catch (caught) {
    return absent(caught)
  }
}

async function isOlder(path: string, age: number): Promise<boolean> {
  const found = await stat(path).catch(absent)
  return found !== undefined && Date.now() - found.mtimeMs > age
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true })
}
