import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test } from '@playwright/test'
import { processorTimeIn } from './processor.ts'
import { type Server, startApp, startSink } from './servers.ts'

/** Uploads that several clients send through one process. */
export interface Traffic {
  words: string
  /** Bytes of each upload. */
  size: number
  connections: number
  uploads: number
}

/** What one run of some traffic took. */
export interface Carried {
  /** Processor seconds of the server. */
  processor: number
  /** Peak memory of the server in MiB. */
  memory: number
}

/** What one process kept after a number of uploads. */
export interface Kept {
  uploads: number
  /** Collected heap in MiB. */
  heap: number
  /** Memory of the process in MiB. */
  memory: number
}

export interface Capacity {
  traffic: readonly { traffic: Traffic; runs: readonly Carried[] }[]
  kept: readonly Kept[]
}

/** Name of the test attachment that contains a {@link Capacity}. */
export const CAPACITY = 'capacity'

export async function recordCapacity(capacity: Capacity): Promise<void> {
  const body = JSON.stringify(capacity)
  await test.info().attach(CAPACITY, { body, contentType: 'application/json' })
}

const GENERATOR = fileURLToPath(new URL('load-generator.mjs', import.meta.url))

/** Runs the traffic through new processes. */
export function carry(traffic: Traffic): Promise<Carried> {
  return withServers({}, async (app) => {
    const processor = await sendUploads(app, traffic)
    return { processor, memory: peakMemoryOf(app) }
  })
}

/** Starts the app with a gateway that drops bodies, and ends both after `use`. */
export async function withServers<T>(
  environment: Record<string, string>,
  use: (app: Server) => Promise<T>,
): Promise<T> {
  const sink = await startSink()
  const app = await startApp(sink.url, environment)
  try {
    return await use(app)
  } finally {
    await Promise.all([app.stop(), sink.stop()])
  }
}

/**
 * Sends uploads after some small ones, which open the connections and compile the code.
 *
 * @returns The processor seconds of the server.
 */
export async function sendUploads(
  app: Server,
  { uploads, size, connections }: Omit<Traffic, 'words'>,
): Promise<number> {
  const target = `${app.url.replace('localhost', '127.0.0.1')}/api/v1/files`
  const numbers = [uploads, size, connections].map(String)
  const generator = spawn(process.execPath, [GENERATOR, target, ...numbers], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(generator.stdout)[Symbol.asyncIterator]()
  const { value: ready } = await lines.next()
  if (ready !== 'ready') throw new Error('An upload failed before the measurement')
  const before = processorTimeOf(app)
  generator.stdin.write('go\n')
  const { value: done } = await lines.next()
  if (done !== 'done') throw new Error('An upload failed')
  return processorTimeOf(app) - before
}

function processorTimeOf({ process: { pid } }: Server): number {
  return processorTimeIn(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** Peak memory since the start of the process, in MiB, as Linux tells it. */
function peakMemoryOf({ process: { pid } }: Server): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
}
