import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { IMPORT_PATH, PAGE_HEADER } from '../../src/core/api/server-info.ts'
import { type Site, startSite } from './server.ts'

const START = fileURLToPath(new URL('start-with-resolver.mjs', import.meta.url))

/** A public address. The server of a story connects to this machine instead. */
export const PUBLIC = '93.184.216.34'

/** The certificate of `files.test`, with its private key. */
const CERTIFICATE = fileURLToPath(
  new URL('../../src/server/testing/certificate.pem', import.meta.url),
)

/**
 * Starts a server that finds the files of `listener` under made-up public names.
 *
 * @param options of its command line
 * @param upstream environment variables of its process
 * @param port any free port when omitted
 */
export async function startImportSite(
  names: Record<string, string[][]>,
  listener: RequestListener,
  options: readonly string[] = [],
  upstream: Record<string, string> = {},
  port?: number,
): Promise<Site> {
  const pem = readFileSync(CERTIFICATE)
  const servers = [createServer(listener), createSecureServer({ cert: pem, key: pem }, listener)]
  const [plainPort, securePort] = await Promise.all(servers.map(listen))
  const environment = {
    MADE_NETWORK: JSON.stringify({ names, port: plainPort, securePort }),
    NODE_EXTRA_CA_CERTS: CERTIFICATE,
    ...upstream,
  }
  const site = await startSite(environment, port, options, START)
  return {
    ...site,
    async stop() {
      await site.stop()
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to be had')
  return address.port
}

/** The facts of a file, or why it was not imported. */
export type Import =
  | { status: 200; type: string | null; name: string | null; size: number }
  | { status: number; reason: string; facts: object }

/** Imports one URL after the other, as the page does. */
export function importFromPage(page: Page, urls: readonly string[]): Promise<Import[]> {
  return page.evaluate(
    async ([path, header, urls]) => {
      const imports: Import[] = []
      for (const url of urls) {
        const response = await fetch(path, {
          method: 'POST',
          headers: { [header]: '1' },
          body: JSON.stringify({ url }),
        })
        const { status, headers } = response
        if (status === 200) {
          const { size } = await response.blob()
          const [type, name] = [headers.get('X-Fetched-Type'), headers.get('X-Fetched-Name')]
          imports.push({ status, type, name, size })
        } else {
          const { reason, facts } = await response.json()
          imports.push({ status, reason, facts })
        }
      }
      return imports
    },
    [IMPORT_PATH, PAGE_HEADER, urls] as const,
  )
}
