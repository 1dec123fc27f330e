import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { bundleModule } from './edge-bundle.ts'
import { takeFreePort } from './start-process.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const PACKAGE = at('../../../e2e/edge/node_modules/workerd/lib/main.js')

/** Whether `npm run edge` has installed workerd. */
export const HAS_WORKERD = existsSync(PACKAGE)

/**
 * Runs a module with the `fetch` handler in workerd until the test ends. Its requests may go to
 * this machine.
 *
 * @param source a module, which may import from {@link HANDLER}
 * @param settings its bindings
 * @param files the module that `ASSETS` is bound to
 */
export async function serveInWorkerd(
  source: string,
  settings: Record<string, string>,
  files = 'export default { fetch: ({ url }) => new Response(new URL(url).pathname) }',
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refdrop-workerd-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await bundleModule(source, folder)
  await writeFile(join(folder, 'files.js'), files)
  const port = await takeFreePort()
  await writeFile(join(folder, 'config.capnp'), describeConfig(port, settings))
  await startWorkerd(folder)
  return `http://127.0.0.1:${port}`
}

function describeConfig(port: number, settings: Record<string, string>): string {
  const bindings = Object.entries(settings).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "files", worker = .files),
    (name = "network", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const main :Workerd.Worker = (
  modules = [(name = "main.js", esModule = embed "main.js")],
  compatibilityDate = "2026-11-01",
  globalOutbound = "network",
  bindings = [(name = "ASSETS", service = "files"), ${bindings.join(', ')}]
);
const files :Workerd.Worker = (
  modules = [(name = "files.js", esModule = embed "files.js")],
  compatibilityDate = "2026-11-01"
);
`
}

/** Resolves once workerd listens. */
async function startWorkerd(folder: string): Promise<void> {
  const { default: program } = createRequire(import.meta.url)(PACKAGE)
  const child = spawn(program, ['serve', 'config.capnp', '--verbose', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      output += bytes
    })
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  await Promise.race([
    new Promise((resolve) => child.stdio[3]?.once('data', resolve)),
    ended.then(() => {
      throw new Error(`workerd ended: ${output}`)
    }),
  ])
}
