import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { buildServer } from '../server-bundle.ts'
import { listen } from './http-server.ts'
import { writePage } from './served-app.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

const SCRIPT = 'src/server/start.mjs'

/**
 * Builds the server once for the tests of a file. The project is separate and has a small page and
 * no libraries. Returns a function that returns the path of the start script.
 */
export function buildOnce(): () => string {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'refdrop-project-'))
    await writePage(folder)
    await buildServer(ROOT, join(folder, 'dist-server'))
    const modules = ['options', 'port', 'base-option'].map((name) => `src/server/${name}.mjs`)
    for (const path of ['package.json', SCRIPT, ...modules]) {
      await cp(join(ROOT, path), join(folder, path))
    }
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return () => join(folder, SCRIPT)
}

/** A process of `npm start`. */
export interface Started {
  process: ChildProcess
  /** The text written so far to both output streams. */
  output: () => string
  /** Resolves with the exit code, or the name of the signal that ended the process. */
  ended: Promise<number | string>
}

/**
 * Runs the start script without this machine's own settings. The process ends with the test,
 * before the test removes what it made earlier, such as its folder.
 */
export function start(
  args: string[],
  environment: Record<string, string> = {},
  script = join(ROOT, SCRIPT),
): Started {
  const settings = /^(VARG_API_KEY|VARG_GATEWAY_URL|PORT|REFDROP_HOSTS|(HTTPS?|ALL|NO)_PROXY)$/i
  const inherited = Object.entries(process.env).filter(([name]) => !settings.test(name))
  const env = { ...Object.fromEntries(inherited), HOME: join(tmpdir(), 'nobody'), ...environment }
  const child = spawn(process.execPath, [script, ...args], {
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
