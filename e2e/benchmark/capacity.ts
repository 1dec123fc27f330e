import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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
  /** From the first upload to the last response. */
  seconds: number
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

/** Uploads that the server has served before a measurement, so that its code is compiled. */
const WARM_UP = 300

/** Milliseconds. */
const PAUSE = 500

const GENERATOR = fileURLToPath(new URL('load-generator.mjs', import.meta.url))

/** Runs the traffic through new processes. */
export async function carry(traffic: Traffic): Promise<Carried> {
  return withServers({}, async (app) => {
    await sendUploads(app, { size: 4096, uploads: WARM_UP, connections: 10 })
    // The server still counts the connections that ended.
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    const before = processorTimeOf(app)
    const seconds = await sendUploads(app, traffic)
    return { seconds, processor: processorTimeOf(app) - before, memory: peakMemoryOf(app) }
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

/** @returns The seconds from the first upload to the last response. */
export async function sendUploads(
  { url }: Server,
  { uploads, size, connections }: Omit<Traffic, 'words'>,
): Promise<number> {
  const numbers = [uploads, size, connections].map(String)
  const target = `${url.replace('localhost', '127.0.0.1')}/api/v1/files`
  const { stdout } = await promisify(execFile)(process.execPath, [GENERATOR, target, ...numbers])
  return Number(stdout)
}

function processorTimeOf({ process: { pid } }: Server): number {
  return processorTimeIn(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** Peak memory since the start of the process, in MiB, as Linux tells it. */
function peakMemoryOf({ process: { pid } }: Server): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
}
