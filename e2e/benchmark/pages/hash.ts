/**
 * Hashes the chosen files in one way: with the product's pool, or with a yardstick.
 * Workers and compiled hashers are ready before the time starts.
 */

import { createHashPool } from '../../../src/hashing/hash-pool.ts'
import type { Answer, Order, Yardstick } from './hash.worker.ts'

export interface Hashed {
  /** Milliseconds from the first file to the last hash. */
  took: number
  /** In hexadecimal, in the order of the files. */
  hashes: string[]
}

declare global {
  interface Window {
    prepare: (way: Way) => Promise<(files: readonly File[]) => Promise<Hashed>>
  }
}

/** The number of workers in the pool, or a yardstick. */
export type Way = 1 | 2 | Yardstick | 'platform'

const never = new AbortController().signal

window.prepare = async (way) => {
  const hash = typeof way === 'number' ? byPool(way) : way === 'platform' ? onPage : inWorker(way)
  await hash(Array.from({ length: 8 }, (_, index) => new File(['warm'], `${index}`)))
  return hash
}

/** Hashes `capacity` files at a time, as the queue does. */
function byPool(workers: number): (files: readonly File[]) => Promise<Hashed> {
  const pool = createHashPool({ maxWorkers: workers })
  return async (files) => {
    const hashes: string[] = []
    let next = 0
    const hashNext = async () => {
      for (let index = next++; index < files.length; index = next++) {
        const file = files[index] as File
        const hash = await pool.hash(file, file.size, never, () => {})
        hashes[index] = hash.slice('sha256:'.length)
      }
    }
    const began = performance.now()
    await Promise.all(Array.from({ length: pool.capacity }, hashNext))
    return { took: performance.now() - began, hashes }
  }
}

/** One worker, with one message for each file. Libraries count only the time inside the worker. */
function inWorker(yardstick: Yardstick): (files: readonly File[]) => Promise<Hashed> {
  const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' })
  return async (files) => {
    const hashes: string[] = []
    let hashing = 0
    const began = performance.now()
    for (const file of files) {
      const answer = await new Promise<Answer>((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
        const order: Order = { yardstick, file }
        worker.postMessage(order)
      })
      hashing += answer.took
      hashes.push(answer.hash)
    }
    const took = yardstick === 'obvious' ? performance.now() - began : hashing
    return { took, hashes }
  }
}

/** Reads each file into memory and hashes it with Web Crypto. */
async function onPage(files: readonly File[]): Promise<Hashed> {
  const hashes: string[] = []
  const began = performance.now()
  for (const file of files) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    hashes.push(
      Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    )
  }
  return { took: performance.now() - began, hashes }
}
