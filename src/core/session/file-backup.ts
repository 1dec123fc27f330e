import type { KeyedFile } from './stored.ts'

/** The storage of the keeper. Neither `room` nor `forget` rejects. */
export interface FileBackupPorts {
  /** Bytes that may still be stored. */
  room(): Promise<number>
  /**
   * Copies in one go; what cannot be read is left out.
   *
   * @returns the keys of those that are kept now
   * @throws {DOMException} named `QuotaExceededError` where there is no room after all
   */
  keep(files: readonly KeyedFile[]): Promise<readonly string[]>
  forget(keys: readonly string[]): Promise<void>
  /** Whether files are being sent: then those that wait may be gone soon. */
  isMoving(): boolean
  /** Some of the files that are wanted do not fit. Told once, and again only after all had fitted. */
  onFull(): void
}

/** Milliseconds: what is sent in less, at the pace of the files so far, is sent soon. */
const SOON = 30_000

interface FileBackupOptions {
  /** Milliseconds for which a file is left alone: most small ones are sent by then, and never copied. */
  timeouts: number
  /** Milliseconds after a copy for which others wait where all are sent soon, which they would hold up. */
  movingPause: number
  /** At most so many bytes are copied in one go; a larger file goes alone. */
  batchBytes: number
  batchFiles: number
}

const DEFAULTS: FileBackupOptions = {
  timeouts: 400,
  movingPause: 1000,
  batchBytes: 8 * 1024 * 1024,
  batchFiles: 64,
}

interface Wanted extends KeyedFile {
  size: number
  /** Since when it is wanted, by `performance.now()`. */
  since: number
  /** Whether a copy was begun: there may be bytes to remove. */
  tried: boolean
}

export type FileBackup = ReturnType<typeof createFileBackup>

/**
 * Keeps the bytes of files that still wait, so that they outlive the page: the smallest
 * first, because that saves the most files, and never more than there is room for. Works
 * in the background, one thing at a time, so that a removal never overtakes its copy.
 */
export function createFileBackup(ports: FileBackupPorts, options: Partial<FileBackupOptions> = {}) {
  const { timeouts, movingPause, batchBytes, batchFiles } = {
    ...DEFAULTS,
    ...options,
  }
  const wanted = new Map<string, Wanted>()
  /** What is kept of which file; undefined where that was in an earlier life of the page. */
  const kept = new Map<string, File | undefined>()
  /** Copies to remove, gathered for as long as `timeouts`. */
  const doomed = new Set<string>()
  /** Files of this size did not fit: none is tried before something was removed. */
  let tooLarge = Number.POSITIVE_INFINITY
  let toldFull = false
  /** Files that went, and since when, by `performance.now()`, there were some to go. */
  let gone = 0
  let goingSince = 0
  let working = false
  let waking = false

  function wakeIn(milliseconds: number): void {
    if (waking) return
    waking = true
    setTimeout(() => {
      waking = false
      if (!working) void work()
    }, milliseconds)
  }

  async function work(): Promise<void> {
    working = true
    let pause = 0
    while (pause === 0 && (doomed.size > 0 || listDue().length > 0)) {
      if (doomed.size > 0) await forgetDoomed()
      if (listDue().length > 0) await copyNext()
      if (areSentSoon() && listDue().length > 0) pause = movingPause
    }
    working = false
    // The first that came is the first to be due.
    const next = [...wanted.values()].find(mayFit)
    if (next) wakeIn(Math.max(pause, next.since + timeouts - performance.now()))
    else if (doomed.size > 0) wakeIn(timeouts)
  }

  /** Then a copy is not worth the time that it takes from sending. */
  function areSentSoon(): boolean {
    if (!ports.isMoving()) return false
    return wanted.size * (performance.now() - goingSince) < gone * SOON
  }

  const mayFit = ({ size }: Wanted) => size < tooLarge

  /** The files whose turn it is, smallest first; of one size those that are sent last. */
  function listDue(): Wanted[] {
    const latest = performance.now() - timeouts
    return [...wanted.values()]
      .filter((file) => mayFit(file) && file.since <= latest)
      .reverse()
      .sort((a, b) => a.size - b.size)
  }

  async function forgetDoomed(): Promise<void> {
    const keys = [...doomed]
    doomed.clear()
    await ports.forget(keys)
    tooLarge = Number.POSITIVE_INFINITY
  }

  async function copyNext(): Promise<void> {
    const room = await ports.room()
    const [smallest, ...others] = listDue()
    if (!smallest) return
    if (smallest.size > room) return stopAt(smallest)
    const batch = [smallest]
    let bytes = smallest.size
    for (const file of others) {
      bytes += file.size
      if (bytes > room || bytes > batchBytes || batch.length === batchFiles) break
      batch.push(file)
    }
    await copy(batch).catch((caught: unknown) => {
      if (caught instanceof DOMException && caught.name === 'QuotaExceededError') stopAt(smallest)
      else batch.forEach(markStored)
    })
  }

  async function copy(batch: readonly Wanted[]): Promise<void> {
    for (const file of batch) file.tried = true
    const keys = new Set(await ports.keep(batch.map(({ key, file }) => ({ key, file }))))
    for (const file of batch) {
      // Released meanwhile, and perhaps wanted anew: its copy is doomed already.
      if (wanted.get(file.key) !== file) continue
      if (keys.has(file.key)) kept.set(file.key, file.file)
      markStored(file)
    }
  }

  function stopAt({ size }: Wanted): void {
    tooLarge = size
    if (toldFull) return
    toldFull = true
    ports.onFull()
  }

  /** There is nothing more to do for this file. */
  function markStored(file: Wanted): void {
    if (wanted.get(file.key) === file) wanted.delete(file.key)
    if (wanted.size > 0) return
    tooLarge = Number.POSITIVE_INFINITY
    toldFull = false
  }

  function release(key: string): boolean {
    const file = wanted.get(key)
    if (file || kept.has(key)) gone += 1
    if (file) markStored(file)
    if (!kept.delete(key) && !file?.tried) return false
    doomed.add(key)
    wakeIn(timeouts)
    return true
  }

  return {
    /** Keeps the bytes from now on, until release. Another file of this key is released. */
    want(key: string, file: File, size: number): void {
      if ((wanted.get(key)?.file ?? kept.get(key)) === file) return
      release(key)
      const since = performance.now()
      if (wanted.size === 0) {
        gone = 0
        goingSince = since
      }
      wanted.set(key, { key, file, size, since, tried: false })
      wakeIn(timeouts)
    },

    /** Done, canceled or removed: not copied any more, and what was copied goes soon. @returns whether there may be a copy */
    release,

    /** Whether the bytes outlive the page now. */
    has: (key: string) => kept.has(key),

    /** For what was kept in an earlier life of the page. */
    adopt(key: string): void {
      kept.set(key, undefined)
    },
  }
}
