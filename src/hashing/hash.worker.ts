import { createSHA256 } from 'hash-wasm'
import type { ContentHash } from '../core/contract.ts'
import { asProblem } from '../core/problem.ts'
import { type FromHashWorker, READ_AHEAD, SMALL_FILE, type ToHashWorker } from './protocol.ts'
import { readFile, readWhole } from './read-file.ts'

declare const self: DedicatedWorkerGlobalScope

/** Milliseconds between two progress messages. */
const PROGRESS_INTERVAL = 100

interface Job {
  id: number
  file: File
  size: number
  controller: AbortController
  /** The bytes of a small file, once they are being read. */
  bytes?: Promise<Uint8Array>
}

const waiting: Job[] = []
let current: Job | undefined

/** One hasher a worker, initialised anew for each file: hash-wasm runs out of memory with many. */
const hasher = createSHA256()

self.onmessage = ({ data }: MessageEvent<ToHashWorker>) => {
  if (data.type === 'cancel') return cancel(data.job)
  const { job: id, file, size } = data
  waiting.push({ id, file, size, controller: new AbortController() })
  if (current) readAhead()
  else void workOff()
}

function cancel(id: number): void {
  if (current?.id === id) current.controller.abort()
  const index = waiting.findIndex((job) => job.id === id)
  if (index === -1) return
  waiting[index]?.controller.abort()
  waiting.splice(index, 1)
}

/** Strictly one file at a time: there is one hasher. */
async function workOff(): Promise<void> {
  for (current = waiting.shift(); current; current = waiting.shift()) {
    readAhead()
    await answer(current)
  }
}

function readAhead(): void {
  for (const job of waiting.slice(0, READ_AHEAD)) startReading(job)
}

function startReading(job: Job): Promise<Uint8Array> | undefined {
  if (job.size > SMALL_FILE || job.bytes) return job.bytes
  job.bytes = readWhole(job.file, job.size, job.controller.signal)
  // Awaited in its turn; until then a failure is not unhandled.
  job.bytes.catch(() => {})
  return job.bytes
}

async function answer(job: Job): Promise<void> {
  try {
    const began = performance.now()
    const hash = await hashOf(job)
    post({ type: 'hashed', job: job.id, hash, took: performance.now() - began })
  } catch (caught) {
    if (!job.controller.signal.aborted)
      post({ type: 'failed', job: job.id, problem: asProblem(caught) })
  }
}

async function hashOf(job: Job): Promise<ContentHash> {
  const sha256 = (await hasher).init()
  const bytes = await startReading(job)
  if (bytes) {
    sha256.update(bytes)
  } else {
    const progress = createProgress(job.id)
    const consume = (piece: Uint8Array) => {
      sha256.update(piece)
      progress.add(piece.byteLength)
    }
    const restart = () => {
      sha256.init()
      progress.reset()
    }
    await readFile(job.file, job.size, job.controller.signal, consume, restart)
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
