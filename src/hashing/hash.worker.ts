import { createSHA256 } from 'hash-wasm'
import type { ContentHash } from '../core/api/contract.ts'
import { asProblem } from '../core/api/problem.ts'
import { hashWhole } from './hash-whole.ts'
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

/** Milliseconds between two progress messages. */
const PROGRESS_INTERVAL = 100

/** Small files that are read while another is hashed. */
const READ_AHEAD = 8

/** No more bytes than this are read ahead together: the one whose turn it is comes on top. */
const BYTES_AHEAD = 1024 * 1024

interface Job extends HashOrder {
  controller: AbortController
  /** When work on it began. */
  began?: number
  /** The bytes of a small file, once they are being read. */
  bytes?: Promise<Uint8Array<ArrayBuffer>>
}

const waiting: Job[] = []
let current: Job | undefined

/**
 * One hasher a worker, initialised anew for each file: hash-wasm runs out of memory with many.
 * Undefined where there is no WebAssembly, as in lockdown mode.
 */
const hasher = createSHA256().catch(() => undefined)

const batcher = createMessageBatcher((outcomes) => post({ type: 'ended', outcomes }))

self.onmessage = ({ data }: MessageEvent<ToHashWorker>) => {
  if (data.type === 'cancel') return cancel(data.job)
  for (const order of data.orders) waiting.push({ ...order, controller: new AbortController() })
  if (current) readAhead()
  else void workOff()
}

function cancel(id: number): void {
  if (current?.job === id) current.controller.abort()
  const index = waiting.findIndex(({ job }) => job === id)
  if (index === -1) return
  waiting[index]?.controller.abort()
  waiting.splice(index, 1)
}

/** Strictly one file at a time: there is one hasher. */
async function workOff(): Promise<void> {
  for (current = waiting.shift(); current; current = waiting.shift()) {
    current.began ??= performance.now()
    start(current)
    readAhead()
    await answer(current)
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

/** Large files are read in their turn only. */
function start(job: Job): void {
  if (job.size > SMALL_FILE || job.bytes) return
  job.began ??= performance.now()
  job.bytes = readWhole(job.file, job.size, job.controller.signal)
  // Awaited in its turn; until then a failure is not unhandled.
  job.bytes.catch(() => {})
}

async function answer(job: Job): Promise<void> {
  const { job: id, began = 0, controller } = job
  try {
    const hash = await hashOf(job)
    tell({ job: id, hash, took: performance.now() - began })
  } catch (caught) {
    if (!controller.signal.aborted) tell({ job: id, problem: asProblem(caught) })
  }
}

function tell(outcome: HashOutcome): void {
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

function createProgress(job: number) {
  let hashed = 0
  let toldAt = 0
  return {
    add(bytes: number): void {
      hashed += bytes
      const now = performance.now()
      if (now - toldAt < PROGRESS_INTERVAL) return
      toldAt = now
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
