import { createSHA256 } from 'hash-wasm'
import type { ContentHash } from '../core/api/contract.ts'
import { asProblem, ProblemError } from '../core/api/problem.ts'
import { createMessageBatcher } from './message-batcher.ts'
import {
  type FromHashWorker,
  type HashOrder,
  type HashOutcome,
  SMALL_FILE,
  type ToHashWorker,
} from './protocol.ts'
import { readFile, readWhole } from './read-file.ts'

declare const self: DedicatedWorkerGlobalScope

/** Milliseconds between progress messages. */
const PROGRESS_INTERVAL = 100

/** Number of small files that are read while another is hashed. */
const READ_AHEAD = 8

/** Maximum bytes that are read ahead, without the current file. */
const BYTES_AHEAD = 1024 * 1024

interface Job extends HashOrder {
  controller: AbortController
  /** When it began, by `performance.now()`. */
  began?: number
  /** The bytes of a small file, when reading has begun. */
  bytes?: Promise<Uint8Array<ArrayBuffer>>
}

const waiting: Job[] = []
let current: Job | undefined

/**
 * One hasher for all files, because hash-wasm runs out of memory with many. Undefined without
 * WebAssembly, as in lockdown mode.
 */
const hasher = createSHA256().catch(() => undefined)

const batcher = createMessageBatcher((outcomes) => post({ type: 'ended', outcomes }))

self.onmessage = ({ data }: MessageEvent<ToHashWorker>) => {
  if (data.type === 'cancel') return cancel(data.job)
  for (const order of data.orders) waiting.push({ ...order, controller: new AbortController() })
  if (current) readAhead()
  else void runJobs()
}

function cancel(id: number): void {
  if (current?.job === id) current.controller.abort()
  const index = waiting.findIndex(({ job }) => job === id)
  if (index === -1) return
  waiting[index]?.controller.abort()
  waiting.splice(index, 1)
}

/** Runs one job at a time, because there is one hasher. */
async function runJobs(): Promise<void> {
  for (current = waiting.shift(); current; current = waiting.shift()) {
    current.began ??= performance.now()
    start(current)
    readAhead()
    await run(current)
  }
}

function readAhead(): void {
  let bytes = 0
  for (const job of waiting.slice(0, READ_AHEAD)) {
    if (job.size > SMALL_FILE) continue
    bytes += job.size
    if (bytes > BYTES_AHEAD) return
    start(job)
  }
}

/** Begins to read a small file. Large files are read in their turn. */
function start(job: Job): void {
  if (job.size > SMALL_FILE || job.bytes) return
  job.began ??= performance.now()
  job.bytes = readWhole(job.file, job.size, job.controller.signal)
  // It is awaited in its turn. Until then a failure must not count as unhandled.
  job.bytes.catch(() => {})
}

async function run(job: Job): Promise<void> {
  const { job: id, began = 0, controller } = job
  try {
    const hash = await hashOf(job)
    postOutcome({ job: id, hash, took: performance.now() - began })
  } catch (caught) {
    if (!controller.signal.aborted) postOutcome({ job: id, problem: asProblem(caught) })
  }
}

function postOutcome(outcome: HashOutcome): void {
  const [next] = waiting
  batcher.add(outcome, next !== undefined && next.size <= SMALL_FILE)
}

async function hashOf({ job, file, size, controller, bytes }: Job): Promise<ContentHash> {
  const whole = await bytes
  const sha256 = await hasher
  if (!sha256) {
    return hashWhole(whole ?? (await readWhole(file, size, controller.signal)))
  }
  sha256.init()
  if (whole) {
    sha256.update(whole)
  } else {
    const progress = createProgress(job)
    const consume = (piece: Uint8Array) => {
      sha256.update(piece)
      progress.add(piece.byteLength)
    }
    const restart = () => {
      sha256.init()
      progress.reset()
    }
    await readFile(file, size, controller.signal, consume, restart)
  }
  return `sha256:${sha256.digest('hex')}`
}

/** Hashes with Web Crypto, which needs all bytes at once. For browsers without WebAssembly. */
async function hashWhole(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash> {
  const subtle: SubtleCrypto | undefined = crypto.subtle
  if (!subtle) throw new ProblemError({ kind: 'unsupported', reason: 'WebAssembly' })
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

function createProgress(job: number) {
  let hashed = 0
  let postedAt = 0
  return {
    add(bytes: number): void {
      hashed += bytes
      const now = performance.now()
      if (now - postedAt < PROGRESS_INTERVAL) return
      postedAt = now
      post({ type: 'progress', job, hashed })
    },
    reset(): void {
      hashed = 0
    },
  }
}

function post(message: FromHashWorker): void {
  self.postMessage(message)
}
