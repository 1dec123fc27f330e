import type { KeyedFile } from './stored.ts'

/** What a backup needs from the storage. Neither `room` nor `forget` rejects. */
export interface FileBackupPorts {
  /** Bytes that may still be stored. */
  room(): Promise<number>
  /**
   * Copies files in one step. Unreadable files are skipped.
   *
   * @returns the keys of the copied files
   * @throws {DOMException} named `QuotaExceededError` when there is not enough room
   */
  keep(files: readonly KeyedFile[]): Promise<readonly string[]>
  forget(keys: readonly string[]): Promise<void>
  /** Whether files are being sent. Waiting files may then be sent before they need a copy. */
  isSending(): boolean
  /** Called when a file does not fit. Called again only after all files have fitted. */
  onFull(): void
}

/** Milliseconds. Copies slow down when all files will probably be sent within this time. */
const SOON = 30_000

interface FileBackupOptions {
  /** Milliseconds before a file is copied. Most small files are sent first and never copied. */
  delay: number
  /**
   * Milliseconds between copies while all files will be sent soon, because copies slow down sends.
   * Also the maximum wait of a large file for the first release, which shows the pace.
   */
  sendingPause: number
  /** Maximum bytes of one copy. A larger file is copied alone. */
  batchBytes: number
  batchFiles: number
}

const DEFAULTS: FileBackupOptions = {
  delay: 400,
  sendingPause: 1000,
  batchBytes: 8 * 1024 * 1024,
  batchFiles: 64,
}

interface Wanted extends KeyedFile {
  size: number
  /** When it was added, by `performance.now()`. */
  since: number
  /** Whether a copy began, so that there may be bytes to remove. */
  tried: boolean
}

export type FileBackup = ReturnType<typeof createFileBackup>

/**
 * Copies the bytes of waiting files to the storage, so that they outlive the page. The smallest
 * come first, because that saves the most files. Works in the background, one step at a time, so
 * that a removal never overtakes its copy.
 */
export function createFileBackup(ports: FileBackupPorts, options: Partial<FileBackupOptions> = {}) {
  const { delay, sendingPause, batchBytes, batchFiles } = { ...DEFAULTS, ...options }
  const wanted = new Map<string, Wanted>()
  /** Copied files by key. Undefined when an earlier page made the copy. */
  const kept = new Map<string, File | undefined>()
  /** Keys of copies to remove, batched for `delay`. */
  const removals = new Set<string>()
  /** Skip files at least this large until space is freed. */
  let tooLarge = Number.POSITIVE_INFINITY
  let hasReportedFull = false
  /** Number of files released since `releasesSince`, by `performance.now()`. */
  let releases = 0
  let releasesSince = 0
  let isWorking = false
  let isScheduled = false

  function workIn(milliseconds: number): void {
    if (isScheduled) return
    isScheduled = true
    setTimeout(() => {
      isScheduled = false
      if (!isWorking) void work()
    }, milliseconds)
  }

  async function work(): Promise<void> {
    isWorking = true
    let pause = 0
    while (pause === 0 && (removals.size > 0 || listDue().length > 0)) {
      if (removals.size > 0) await forgetRemoved()
      if (listDue().length > 0) await copyNext()
      if (areSentSoon() && listDue().length > 0) pause = sendingPause
    }
    isWorking = false
    const next = [...wanted.values()].filter(mayFit).sort((a, b) => dueAt(a) - dueAt(b))[0]
    if (next) workIn(Math.max(pause, dueAt(next) - performance.now()))
    else if (removals.size > 0) workIn(delay)
  }

  /** Whether all files will be sent soon, by the pace of the releases so far. */
  function areSentSoon(): boolean {
    if (!ports.isSending()) return false
    return wanted.size * (performance.now() - releasesSince) < releases * SOON
  }

  /** When to copy a file, by `performance.now()`. */
  function dueAt({ since, size }: Wanted): number {
    const due = since + delay
    const hasPace = size <= batchBytes || releases > 0 || !ports.isSending()
    return hasPace ? due : Math.max(due, releasesSince + sendingPause)
  }

  const mayFit = ({ size }: Wanted) => size < tooLarge

  /** Files to copy now, smallest first. Of the same size, the last in the list come first. */
  function listDue(): Wanted[] {
    const now = performance.now()
    return [...wanted.values()]
      .filter((file) => mayFit(file) && dueAt(file) <= now)
      .reverse()
      .sort((a, b) => a.size - b.size)
  }

  async function forgetRemoved(): Promise<void> {
    const keys = [...removals]
    removals.clear()
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
      // It was released meanwhile, so its copy is being removed.
      if (wanted.get(file.key) !== file) continue
      if (keys.has(file.key)) kept.set(file.key, file.file)
      markStored(file)
    }
  }

  function stopAt({ size }: Wanted): void {
    tooLarge = size
    if (hasReportedFull) return
    hasReportedFull = true
    ports.onFull()
  }

  /** Ends the work on a file, whether it was copied or not. */
  function markStored(file: Wanted): void {
    if (wanted.get(file.key) === file) wanted.delete(file.key)
    if (wanted.size > 0) return
    tooLarge = Number.POSITIVE_INFINITY
    hasReportedFull = false
  }

  function release(key: string, isRemoved = false): boolean {
    const file = wanted.get(key)
    if (file || kept.has(key)) releases += 1
    if (file) markStored(file)
    const isKept = kept.delete(key)
    if (!isKept && !file?.tried) return false
    // A copy in progress may end after the caller's removal. A removal here also retries files
    // that did not fit.
    if (isKept && isRemoved && tooLarge === Number.POSITIVE_INFINITY) return true
    removals.add(key)
    workIn(delay)
    return true
  }

  return {
    /** Backs up a file until its release. Releases another file with this key. */
    want(key: string, file: File, size: number): void {
      if ((wanted.get(key)?.file ?? kept.get(key)) === file) return
      release(key)
      const since = performance.now()
      if (wanted.size === 0) {
        releases = 0
        releasesSince = since
      }
      wanted.set(key, { key, file, size, since, tried: false })
      workIn(delay)
    },

    /**
     * Ends the backup of a file and removes its copy soon.
     *
     * @param isRemoved whether the caller removes the copy, if there may be one
     * @returns whether there may be a copy
     */
    release,

    /** Whether the bytes are copied. */
    has: (key: string) => kept.has(key),

    /** Takes over a copy that an earlier page made. */
    adopt(key: string): void {
      kept.set(key, undefined)
    },
  }
}
