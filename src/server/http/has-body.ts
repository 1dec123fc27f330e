import type { IncomingMessage } from 'node:http'

/** Whether the headers announce at least one byte of a body, or a body of unknown length. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
