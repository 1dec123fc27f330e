import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Refusal } from './check-request.ts'
import { DATA_HEADERS, JSON_HEADERS } from './data-headers.ts'
import { toJsonBytes } from './response.ts'

/** Milliseconds that a client has to receive the response. */
const LINGER = 2_000

/** Sockets that already have a response. A failed parser reports an error for every further byte. */
const answered = new WeakSet<Duplex>()

/** Writes an error response to a socket without a `ServerResponse`, then closes the socket. */
export function endWithError(
  socket: Duplex,
  status: number,
  { error, message, cause }: Pick<Refusal, 'error' | 'message' | 'cause'>,
): void {
  if (answered.has(socket)) return
  answered.add(socket)
  // A client that disconnects meanwhile is not an error.
  socket.on('error', () => {})
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = toJsonBytes({ error, message, statusCode: status, ...cause })
  const headers = {
    ...DATA_HEADERS,
    ...JSON_HEADERS,
    'Content-Length': body.byteLength,
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n`)
  socket.end(body)
  // Closing a socket with unread bytes sends a reset, which can discard the response.
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), LINGER)
  socket.once('close', () => clearTimeout(timer))
}
