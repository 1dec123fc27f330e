import { statfsSync } from 'node:fs'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { formatBytes } from '../../core/text/format.ts'
import { describeFullDisk, describeLimit, StorageFull } from './storage-full.ts'
import type { Share, StorageSharers } from './storage-sharers.ts'
import { measureStorage } from './stored-bytes.ts'

/** How much the sandbox may keep, in bytes. */
export interface StorageLimits {
  /** Of all its files together. */
  limit: number
  /** What it leaves free on the disk. */
  free: number
}

const GIB = 1024 ** 3

export const STORAGE_LIMITS: StorageLimits = { limit: 5 * GIB, free: GIB }

/** Before a refusal the folder is measured again, but not more often than this, in milliseconds. */
const MEASURE_EVERY = 10_000

/** Room that one upload has. Exactly one of {@link keep} and {@link release} counts: the first. */
export interface Reservation {
  /** To be called before so many bytes are written. @throws {StorageFull} beyond what was reserved */
  take(bytes: number): Promise<void>
  /** What was written has become a file of this size. */
  keep(size: number): void
  release(): void
}

/**
 * Keeps count of the bytes in a folder that several processes may share: measured once, then
 * by what each of them adds and reserves. Uploads reserve their room before they write.
 */
export class StorageQuota {
  readonly #folder: string
  readonly #sharers: StorageSharers
  readonly #limits: StorageLimits
  readonly #own: Share = { added: 0, reserved: 0, emptied: 0 }
  /** Reserved here and not yet on the disk. */
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

  /** Makes this process known to the others that share the folder. */
  join(): void {
    this.#publish()
  }

  /** @throws {StorageFull} */
  async reserve(bytes: number): Promise<Reservation> {
    let rest = 0
    let taken = 0
    let isOpen = true
    const claim = async (more: number) => {
      await this.#claim(more)
      rest += more
      taken += more
    }
    await claim(bytes)
    const close = (added: number) => {
      if (!isOpen) return
      isOpen = false
      this.#unwritten -= rest
      this.#own.reserved -= taken
      this.#own.added += added
      if (added > 0) this.#measured?.sizes.add(added)
      this.#tellOthers()
    }
    return {
      take: async (size) => {
        if (size > rest) await claim(size - rest)
        rest -= size
        this.#unwritten -= size
      },
      keep: close,
      release: () => close(0),
    }
  }

  /** Whether some file here has this size, so that a body of it may be one that is here already. */
  hasSize(size: number): boolean {
    return this.#measured?.sizes.has(size) ?? true
  }

  /** Measures what is there; several who ask at once share the work. */
  measure(): Promise<StorageReport> {
    this.#measuring ??= this.#measureNow().finally(() => {
      this.#measuring = undefined
    })
    return this.#measuring
  }

  /** To be called when the folder was emptied: the others measure it anew, too. */
  async countEmptied(): Promise<void> {
    this.#own.emptied += 1
    this.#tellOthers()
    await this.#measuring
    await this.measure()
  }

  async #claim(bytes: number): Promise<void> {
    // What another process has reserved or emptied counts from the moment it is published.
    this.#publish()
    if (!this.#knowsAll()) await this.measure()
    if (this.#lack(bytes) && performance.now() - this.#measuredAt > MEASURE_EVERY) {
      await this.#sharers.removeAbandoned()
      await this.measure()
    }
    const lack = this.#lack(bytes)
    if (lack !== undefined) throw new StorageFull(lack)
    this.#count(bytes)
    try {
      this.#publish()
      // Where two processes reserve at once, at least one of them sees the other.
      const race = this.#lack(0)
      if (race !== undefined) throw new StorageFull(race)
    } catch (caught) {
      this.#count(-bytes)
      this.#tellOthers()
      throw caught
    }
  }

  #count(reserved: number): void {
    this.#own.reserved += reserved
    this.#unwritten += reserved
  }

  /** Why there is no room, in a sentence. */
  #lack(bytes: number): string | undefined {
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

  /** Whether no process has come, gone or emptied the folder since it was measured. */
  #knowsAll(): boolean {
    const shares = this.#measured?.shares
    const others = this.#sharers.others()
    return (
      shares?.size === others.size &&
      [...others].every(([id, { emptied }]) => shares.get(id)?.emptied === emptied)
    )
  }

  async #measureNow(): Promise<StorageReport> {
    // Before: what is kept meanwhile may count twice until the next time, and never too little.
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
    // The folder is another one than before.
    this.#measured = undefined
  }

  /** Best effort: an upload that has ended does not fail over it. */
  #tellOthers(): void {
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
