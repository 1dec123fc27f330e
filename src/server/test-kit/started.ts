import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { listen } from './http-server.ts'

const SCRIPT = fileURLToPath(new URL('../start.mjs', import.meta.url))

/** A process of `npm start`, and what it said and did. */
export interface Started {
  process: ChildProcess
  /** All that it wrote, errors too. */
  output: () => string
  /** Resolves with its exit code, or the name of the signal that ended it. */
  ended: Promise<number | string>
}

/**
 * Runs the start script with nothing from this machine's own settings. It ends with the test,
 * before anything goes that the test made earlier, such as its folder.
 */
export function start(args: string[], environment: Record<string, string> = {}): Started {
  const { VARG_API_KEY: _, VARG_GATEWAY_URL: __, PORT: ___, ...inherited } = process.env
  const env = { ...inherited, HOME: join(tmpdir(), 'nobody'), ...environment }
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      text += bytes
    })
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? ''))
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { process: child, output: () => text, ended }
}

export async function takeFreePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
