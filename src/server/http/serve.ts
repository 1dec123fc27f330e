import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { Server as SocketServer } from 'node:net'
import { join } from 'node:path'
import { describeTakenPort, LOOPBACK, serveSecondLoopback } from '../loopback.mjs'
import type { Network } from '../proxy/outbound-network.ts'
import { type AccessOptions, readEnvironment, readSettings, type Settings } from '../settings.ts'
import { StartError } from '../start-error.ts'
import { type AppServer, createAppServer } from './app-server.ts'
import { LIMITS } from './limits.ts'

interface ServeOptions extends AccessOptions {
  root: string
  port: number
  /** Whether to write a line for each request to the gateways. */
  verbose: boolean
  /** Where imports are fetched. Only start scripts of tests replace it. */
  network?: Network
}

/** Milliseconds in which a repeated signal counts as the first one. npm forwards signals twice. */
const SAME_SIGNAL = 500

/**
 * Serves the built page and prints its address. A signal closes the server and ends the process.
 *
 * @throws {StartError} if a setting is malformed, the build is missing or the port is taken
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { root, port, host, base, verbose, network } = options
  const page = join(root, 'dist')
  if (!existsSync(join(page, 'index.html'))) {
    throw new StartError('There is no page in dist/ yet: start without --no-build to build it.')
  }
  const warn = (line: string) => process.stderr.write(`${line}\n`)
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const settings = await readSettings(root, readEnvironment(root, 'production'), options, warn)
  const log = verbose ? print : undefined
  const app = await createAppServer({ settings, page, warn, log, ...(network && { network }) })
  const second = await listen(app.server, port, host)
  closeOnSignal(app, second, print)
  print(describeStart({ host, port, base }, settings).join('\n'))
}

/** The lines that the server prints when it has started. */
export function describeStart(
  { host, port, base }: Pick<ServeOptions, 'host' | 'port' | 'base'>,
  { upstream, dataFolder, sandbox, proxies, keyNotice }: Settings,
): string[] {
  const shownHost = host === LOOPBACK ? 'localhost' : host.includes(':') ? `[${host}]` : host
  const proxyNotice = proxies.describe(upstream)
  const sandboxNotice =
    sandbox === null ? 'There is no sandbox' : `The sandbox keeps its files in ${dataFolder}`
  return [
    `Refdrop is at http://${shownHost}:${port}${base && `${base}/`}`,
    `varg.ai goes to ${upstream.label}. ${sandboxNotice}`,
    ...(proxyNotice === undefined ? [] : [proxyNotice]),
    ...(keyNotice === undefined ? [] : [keyNotice]),
  ]
}

/** Resolves with the listener on the second loopback address if the host is {@link LOOPBACK}. */
async function listen(
  server: Server,
  port: number,
  host: string,
): Promise<SocketServer | undefined> {
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new StartError(describeTakenPort(port)) : error)
    })
    server.listen(port, host)
  })
  if (host !== LOOPBACK) return undefined
  const second = await serveSecondLoopback(server, port)
  if (second === undefined) throw new StartError(describeTakenPort(port))
  return second
}

/** The first signal lets uploads in flight finish. A second one ends the process immediately. */
function closeOnSignal(
  app: AppServer,
  second: SocketServer | undefined,
  print: (line: string) => void,
): void {
  let first: number | undefined
  const end = async () => {
    if (first !== undefined) {
      if (performance.now() - first > SAME_SIGNAL) process.exit(1)
      return
    }
    first = performance.now()
    const count = app.uploadCount()
    if (count > 0) {
      const uploads = count === 1 ? '1 upload' : `${count} uploads`
      const seconds = LIMITS.drain / 1000
      print(`Waiting up to ${seconds} s for ${uploads} to finish. A second signal ends at once.`)
    }
    second?.close()
    await app.end()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}
