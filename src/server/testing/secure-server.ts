import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { fileURLToPath } from 'node:url'
import { listen } from './http-server.ts'

/** Holds a certificate of `gateway.test`, `files.test` and `localhost`, and its key. */
export const CERTIFICATE = fileURLToPath(new URL('certificate.pem', import.meta.url))

/** Serves TLS on a free port. `names` are those that clients asked for. */
export async function serveSecurely(listener: RequestListener) {
  const names: string[] = []
  const pem = readFileSync(CERTIFICATE)
  const server = createServer({ cert: pem, key: pem }, listener)
  server.on('secureConnection', ({ servername }) => names.push(String(servername)))
  return { port: await listen(server), names }
}
