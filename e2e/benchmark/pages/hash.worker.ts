import { createSHA256 } from 'hash-wasm'
import { hashByNoble } from './noble.js'

/** The obvious code, or a library that hashes bytes already in memory. */
export type Yardstick = 'obvious' | 'hash-wasm' | 'noble'

export interface Order {
  yardstick: Yardstick
  file: File
}

export interface Answer {
  hash: string
  /** Milliseconds of hashing alone. */
  took: number
}

// A dedicated worker's scope has the same messaging members as `Worker`.
declare const self: Worker

const hasher = createSHA256()

self.onmessage = async ({ data: { yardstick, file } }: MessageEvent<Order>) => {
  const bytes = new Uint8Array(await file.slice().arrayBuffer())
  const wasm = await hasher
  const began = performance.now()
  const hash = yardstick === 'noble' ? hashByNoble(bytes) : wasm.init().update(bytes).digest('hex')
  const answer: Answer = { hash, took: performance.now() - began }
  self.postMessage(answer)
}
