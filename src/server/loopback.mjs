// @ts-check
import { createServer } from 'node:net'

/** Where the page is served unless somebody asks for another host. */
export const LOOPBACK = '127.0.0.1'

const SECOND_LOOPBACK = '::1'

/**
 * Serves the same on the other loopback address, for `localhost` means one of them here and
 * the other there. Ends together with `httpServer`.
 *
 * @param {import('node:net').Server} httpServer listening on {@link LOOPBACK}
 * @param {number} port
 * @returns {Promise<import('node:net').Server | undefined>} undefined if another program has the port there
 */
export async function serveSecondLoopback(httpServer, port) {
  const second = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    httpServer.emit('connection', socket)
  })
  httpServer.once('close', () => second.close())
  if (!(await listenThere(second, port))) return undefined
  // From here on, only accepting a connection fails, as where there are too many open files.
  second.on('error', () => {})
  return second
}

/**
 * @param {import('node:net').Server} server
 * @param {number} port
 * @returns {Promise<boolean>} true also where there is no IPv6
 */
function listenThere(server, port) {
  return new Promise((resolve, reject) => {
    server.once('listening', () => resolve(true))
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(true)
      else reject(error)
    })
    server.listen(port, SECOND_LOOPBACK)
  })
}

/**
 * What to do about a port that another program has, in one sentence.
 *
 * @param {number} port
 */
export function describeTakenPort(port) {
  return `Port ${port} is taken by another program: stop that one, or choose another port with --port or PORT.`
}
