import { statfsSync } from 'node:fs'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { formatBytes } from '../../core/text/format.ts'
import { describeFullDisk, describeLimit, StorageFull } from './storage-errors.ts'
import type { Share, StorageSharers } from './storage-sharers.ts'
import { measureStorage } from './stored-bytes.ts'

/** How much the sandbox may store, in bytes. */
export interface StorageLimits {
  /** Maximum size of all files together. */
  limit: number
  /** Minimum free space on the disk. */
  free: number
}

const GIB = 1024 ** 3

export const STORAGE_LIMITS: StorageLimits = { limit: 5 * GIB, free: GIB }

/** Minimum time between two measurements before a rejection, in milliseconds. */
const MEASURE_EVERY = 10_000

/** Reserved space of one upload. Only the first {@link commit} or {@link release} has an effect. */
export interface Reservation {
  /**
   * Call it before the bytes are written.
   *
   * @throws {StorageFull} when they exceed the reservation and no space is left
   */
  consume(bytes: number): Promise<void>
  /** The written bytes have become a file of this size. */
  commit(size: number): void
  release(): void
}

/**
 * Tracks the bytes in a folder that several processes may share. The folder is measured once, and
 * each process publishes what it adds and reserves. Uploads reserve space before they write.
 */
export class StorageQuota {
  readonly #folder: string
  readonly #sharers: StorageSharers
  readonly #limits: StorageLimits
  readonly #own: Share = { added: 0, reserved: 0, emptied: 0 }
  /** Bytes reserved by this process and not written yet. */
  #unwritten = 0
  #measured:
    | { bytes: number; sizes: Set<number>; shares: Map<string, Share>; added: number }
    | undefined
  #measuredAt = Number.NEGATIVE_INFINITY
  #measuring: Promise<StorageReport> | undefined

  constructor(folder: string, sharers: StorageSharers, limits: StorageLimits) {
    this.#folder = folder
    this.#sharers = sharers
    this.#limits = limits
  }

  /** Publishes this process to the others on the folder. */
  join(): void {
    this.#publish()
  }

  /** @throws {StorageFull} */
  async reserve(bytes: number): Promise<Reservation> {
    let unwritten = 0
    let reserved = 0
    let isOpen = true
    const extend = async (more: number) => {
      await this.#extend(more)
      unwritten += more
      reserved += more
    }
    await extend(bytes)
    const close = (added: number) => {
      if (!isOpen) return
      isOpen = false
      this.#unwritten -= unwritten
      this.#own.reserved -= reserved
      this.#own.added += added
      if (added > 0) this.#measured?.sizes.add(added)
      this.#tryPublish()
    }
    return {
      consume: async (size) => {
        if (size > unwritten) await extend(size - unwritten)
        unwritten -= size
        this.#unwritten -= size
      },
      commit: close,
      release: () => close(0),
    }
  }

  /** Whether a stored file has this size, so that a body of this size may be a duplicate. */
  hasSize(size: number): boolean {
    return this.#measured?.sizes.has(size) ?? true
  }

  /** Measures the folder. Concurrent calls share one measurement. */
  measure(): Promise<StorageReport> {
    this.#measuring ??= this.#measureNow().finally(() => {
      this.#measuring = undefined
    })
    return this.#measuring
  }

  /** Call it after the folder was emptied. The other processes measure it again, too. */
  async countEmptied(): Promise<void> {
    this.#own.emptied += 1
    this.#tryPublish()
    await this.#measuring
    await this.measure()
  }

  async #extend(bytes: number): Promise<void> {
    // Reservations and deletions of other processes count once they are published.
    this.#publish()
    if (!this.#isCurrent()) await this.measure()
    if (this.#findShortage(bytes) && performance.now() - this.#measuredAt > MEASURE_EVERY) {
      await this.#sharers.removeAbandoned()
      await this.measure()
    }
    const shortage = this.#findShortage(bytes)
    if (shortage !== undefined) throw new StorageFull(shortage)
    this.#count(bytes)
    try {
      this.#publish()
      // When two processes reserve at once, at least one of them sees the other.
      const race = this.#findShortage(0)
      if (race !== undefined) throw new StorageFull(race)
    } catch (caught) {
      this.#count(-bytes)
      this.#tryPublish()
      throw caught
    }
  }

  #count(reserved: number): void {
    this.#own.reserved += reserved
    this.#unwritten += reserved
  }

  /** Why there is no space, as a sentence. */
  #findShortage(bytes: number): string | undefined {
    const { limit, free } = this.#limits
    const others = this.#sharers.others()
    const reserved = sum(others, ({ reserved }) => reserved)
    const { bytes: measured = 0, added = 0, shares } = this.#measured ?? {}
    const since = sum(others, (share, id) => share.added - (shares?.get(id)?.added ?? 0))
    const used = measured + this.#own.added - added + since
    if (used + reserved + this.#own.reserved + bytes > limit) {
      return describeLimit(formatBytes(bytes), formatBytes(limit))
    }
    const { bavail, bsize } = statfsSync(this.#folder)
    if (bavail * bsize - reserved - this.#unwritten - bytes >= free) return undefined
    return describeFullDisk(`it leaves ${formatBytes(free)} of its disk free`)
  }

  /** Whether no process has started, ended or emptied the folder since the measurement. */
  #isCurrent(): boolean {
    const shares = this.#measured?.shares
    const others = this.#sharers.others()
    return (
      shares?.size === others.size &&
      [...others].every(([id, { emptied }]) => shares.get(id)?.emptied === emptied)
    )
  }

  async #measureNow(): Promise<StorageReport> {
    // Reads shares first: files stored meanwhile may count twice, but never too little.
    this.#publish()
    const shares = this.#sharers.others()
    const { added } = this.#own
    const { files, bytes, sizes } = await measureStorage(this.#folder)
    this.#measured = { bytes, sizes, shares, added }
    this.#measuredAt = performance.now()
    return { files, bytes }
  }

  #publish(): void {
    if (this.#sharers.publish(this.#own)) return
    // The folder was deleted and created again.
    this.#measured = undefined
  }

  /** Ignores errors, so that a finished upload does not fail. */
  #tryPublish(): void {
    try {
      this.#publish()
    } catch {}
  }
}

function sum(shares: Map<string, Share>, read: (share: Share, id: string) => number): number {
  let total = 0
  for (const [id, share] of shares) total += read(share, id)
  return total
}
