import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/server.ts'

/** A process that serves. */
export interface Server {
  url: string
  process: ChildProcess
  /** Ends it and waits for that. */
  stop: () => Promise<void>
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A gateway that stores nothing. @param rate bytes a second at which it reads. 0 sets no limit */
export function startGateway(rate = 0): Promise<Server> {
  return start(at('gateway.mjs'), [], { GATEWAY_RATE: String(rate) }, readPort)
}

/** A gateway that drops bodies, and costs less than {@link startGateway}. */
export function startSink(): Promise<Server> {
  return start(at('sink.mjs'), [], {}, readPort)
}

function readPort(line: string): string | undefined {
  return Number.isInteger(Number(line)) ? `http://127.0.0.1:${Number(line)}` : undefined
}

/** The built app and the pages beside it, with a proxy whose upstream is at `gateway` and which adds a key. */
export async function startApp(
  gateway: string,
  more: Record<string, string> = {},
): Promise<Server> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'refdrop-bench-'))
  const environment = {
    HOME: folder,
    REFDROP_DATA: join(folder, 'data'),
    VARG_GATEWAY_URL: gateway,
    VARG_API_KEY: 'varg_bench_0123456789abcdef',
    ...more,
  }
  const args = ['--no-build', '--port', String(port)]
  return start(at('../../src/server/start.mjs'), args, environment, (line) =>
    line.includes('Refdrop is at') ? `http://localhost:${port}` : undefined,
  )
}

async function start(
  script: string,
  args: readonly string[],
  environment: Record<string, string>,
  urlIn: (line: string) => string | undefined,
): Promise<Server> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  let url: string | undefined
  for await (const chunk of child.stdout) {
    printed += chunk
    url = printed.split('\n').slice(0, -1).map(urlIn).find(Boolean)
    if (url !== undefined) break
  }
  if (url === undefined) throw new Error(`${script} ended before it served: ${printed}`)
  return {
    url,
    process: child,
    async stop() {
      const ended = child.exitCode === null ? once(child, 'exit') : undefined
      child.kill()
      await ended
    },
  }
}

/** Memory of a process now, in MiB, as Linux tells it. */
export function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
