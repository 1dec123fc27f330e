import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { DATA_HEADERS, JSON_HEADERS, toJsonBytes } from './answer.ts'

/** How long a client may take to receive the response, in milliseconds. */
const LINGER = 2_000

/** Sockets that have their response. A parser that failed reports every further byte. */
const answered = new WeakSet<Duplex>()

/** Answers on a connection that has no response object, and closes it. */
export function endWithError(socket: Duplex, status: number, error: string, message: string): void {
  if (answered.has(socket)) return
  answered.add(socket)
  // A client that goes away in the meantime is no error of ours.
  socket.on('error', () => {})
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = toJsonBytes({ error, message, statusCode: status })
  const headers = {
    ...DATA_HEADERS,
    ...JSON_HEADERS,
    'Content-Length': body.byteLength,
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n`)
  socket.end(body)
  // A close with unread bytes is a reset, which can take the response away from the client.
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), LINGER)
  socket.once('close', () => clearTimeout(timer))
}
