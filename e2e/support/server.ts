import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../../src/server/start.mjs', import.meta.url))

/** A process that serves the built app, its proxy and its sandbox, with its own data folder. */
export interface Site {
  url: string
  /** The output of the process, which has a line for each call. */
  printed: () => string
  runs: () => boolean
  /** Removes all uploads from the sandbox. */
  forget: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts a server without the key and the settings of this machine.
 *
 * @param environment variables of the process
 * @param port any free port when omitted
 * @param options further options of the command line
 * @param script the start script
 */
export async function startSite(
  environment: Record<string, string> = {},
  port?: number,
  options: readonly string[] = [],
  script = START,
): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'refdrop-'))
  const served = port ?? (await freePort())
  const child = spawn(
    process.execPath,
    [script, '--no-build', '--verbose', '--port', String(served), ...options],
    {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        REFDROP_DATA: join(folder, 'data'),
        VARG_API_KEY: '',
        ...environment,
      },
    },
  )
  const runs = () => child.exitCode === null && child.signalCode === null
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  await until(
    child,
    () => output.includes('Refdrop is at'),
    () => output,
  )
  return {
    url: `http://localhost:${served}`,
    printed: () => output,
    runs,
    async forget() {
      const accounts = join(folder, 'data', 'sandbox')
      for (const name of await readdir(accounts)) {
        if (name !== 'name') await rm(join(accounts, name), { recursive: true, force: true })
      }
    },
    async stop() {
      const ended = runs() ? once(child, 'exit') : undefined
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function until(child: ChildProcess, ready: () => boolean, output: () => string) {
  while (!ready()) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** @returns a port that is free now */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port to be had')
  return address.port
}
