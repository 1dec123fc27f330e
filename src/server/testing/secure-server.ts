import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { fileURLToPath } from 'node:url'
import { listen } from './http-server.ts'

/** The path of a certificate for `gateway.test`, `files.test` and `localhost`, with its key. */
export const CERTIFICATE = fileURLToPath(new URL('certificate.pem', import.meta.url))

/** Serves TLS on a free port. `names` lists the server names that clients requested. */
export async function serveSecurely(listener: RequestListener) {
  const names: string[] = []
  const pem = readFileSync(CERTIFICATE)
  const server = createServer({ cert: pem, key: pem }, listener)
  server.on('secureConnection', ({ servername }) => names.push(String(servername)))
  return { port: await listen(server), names }
}
