import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type AppServer, createAppServer } from '../http/app-server.ts'
import { LIMITS, type Limits } from '../http/limits.ts'
import type { Network } from '../proxy/outbound-network.ts'
import { type AccessOptions, readSettings } from '../settings.ts'
import { listen } from './http-server.ts'
import { makeFolder } from './sandbox-server.ts'

/** What a start without options grants. */
export const ACCESS: AccessOptions = {
  host: '127.0.0.1',
  base: '',
  allowHosts: [],
  behindProxy: false,
  usesKey: true,
  sharesKey: false,
  allowsFaults: false,
  allowsImport: false,
  hasSandbox: true,
}

interface Options {
  access?: Partial<AccessOptions>
  environment?: Record<string, string>
  limits?: Partial<Limits>
  /** Receives a line for each call to a gateway. */
  log?: (line: string) => void
  /** Where imports are fetched. */
  network?: Network
}

/** Runs the server of `npm start` in this process, with a small page. */
export async function serveApp({
  access,
  environment = {},
  limits,
  log,
  network,
}: Options = {}): Promise<{
  app: AppServer
  port: number
  origin: string
  /** The folder of the sandbox. */
  dataFolder: string
  warnings: string[]
}> {
  const root = await makeFolder()
  const page = await writePage(root)
  const warnings: string[] = []
  const warn = (line: string) => warnings.push(line)
  const settings = await readSettings(
    root,
    { VARG_GATEWAY_URL: 'http://127.0.0.1:9/base', ...environment },
    { ...ACCESS, ...access },
    warn,
  )
  const app = await createAppServer({
    settings,
    page,
    warn,
    log,
    limits: { ...LIMITS, ...limits },
    ...(network && { network }),
  })
  const port = await listen(app.server)
  onTestFinished(() => app.end())
  const { dataFolder } = settings
  return { app, port, origin: `http://127.0.0.1:${port}`, dataFolder, warnings }
}

/** Writes a page in the layout of a build to `dist/` below the folder. */
export async function writePage(root: string): Promise<string> {
  const page = join(root, 'dist')
  await mkdir(join(page, 'assets'), { recursive: true })
  await mkdir(join(root, 'dist-server'))
  const files = {
    'dist/index.html': '<!doctype html><title>The page</title>',
    'dist/index.de.html': '<!doctype html><title>Die Seite</title>',
    'dist/page.js': '1',
    'dist/assets/part-1a2b3c4d.js': 'plain',
    'dist/assets/part-1a2b3c4d.js.br': 'as br',
    'dist/assets/part-1a2b3c4d.js.gz': 'as gzip',
    'dist/assets/small.js': 'plain',
    'dist/.hidden': 'secret',
    'dist-server/serve.js': 'secret',
    'secret.txt': 'secret',
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text)
  return page
}
