import { test } from '@playwright/test'
import { freePort } from '../support/server.ts'
import {
  type Carried,
  carry,
  type Kept,
  recordCapacity,
  sendUploads,
  type Traffic,
  withServers,
} from './capacity.ts'
import { interleave } from './figure.ts'
import { KIB, MB, MIB } from './files.ts'
import { collectHeap } from './server-heap.ts'
import { memoryOf } from './servers.ts'

const SIZES = [
  { words: '4 KiB', size: 4 * KIB, uploads: [500, 1_000, 1_000] },
  { words: '1 MiB', size: MIB, uploads: [50, 200, 500] },
  { words: '24 MB', size: 24 * MB, uploads: [5, 50] },
]

/** Clients that upload at once. The server accepts 500 connections. */
const CONNECTIONS = [1, 50, 500]

const TRAFFIC: Traffic[] = SIZES.flatMap(({ words, size, uploads }) =>
  uploads.map((count, index) => ({
    words,
    size,
    uploads: count,
    connections: CONNECTIONS[index] ?? 1,
  })),
)

/** Uploads before the memory is first looked at, and between two looks. */
const FIRST = 2_000
const STEP = 10_000

/** The server remembers 20,000 URLs, so memory may grow until then. */
const STEPS = 2

test('what one process carries', async () => {
  const names = TRAFFIC.map(({ words, connections }) => `${words}, ${connections}`)
  const contenders = Object.fromEntries(
    TRAFFIC.map((traffic, index) => [names[index] ?? '', () => carry(traffic)]),
  )
  const results: Record<string, Carried[]> = await interleave(contenders)
  const traffic = TRAFFIC.map((one, index) => ({
    traffic: one,
    runs: results[names[index] ?? ''] ?? [],
  }))
  await recordCapacity({ traffic, kept: await followMemory() })
})

async function followMemory(): Promise<Kept[]> {
  const port = await freePort()
  return withServers({ NODE_OPTIONS: `--inspect=127.0.0.1:${port}` }, async (app) => {
    const kept: Kept[] = []
    for (let step = 0; step <= STEPS; step += 1) {
      const uploads = step === 0 ? FIRST : STEP
      await sendUploads(app, { uploads, size: 4 * KIB, connections: 50 })
      const heap = await collectHeap(port)
      kept.push({ uploads: FIRST + step * STEP, heap, memory: memoryOf(app.process) })
    }
    return kept
  })
}
