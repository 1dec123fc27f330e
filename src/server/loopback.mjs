// @ts-check
import { createServer } from 'node:net'

/** The default host. */
export const LOOPBACK = '127.0.0.1'

const SECOND_LOOPBACK = '::1'

/**
 * Serves the same content on the IPv6 loopback address. `localhost` resolves to IPv4 on some
 * systems and to IPv6 on others. Closes together with `httpServer`.
 *
 * @param {import('node:net').Server} httpServer listening on {@link LOOPBACK}
 * @param {number} port
 * @returns {Promise<import('node:net').Server | undefined>} undefined if another program uses the port
 */
export async function serveSecondLoopback(httpServer, port) {
  const second = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    httpServer.emit('connection', socket)
  })
  httpServer.once('close', () => second.close())
  if (!(await tryToListen(second, port))) return undefined
  // After the start, only accepting a connection can fail, for example with too many open files.
  second.on('error', () => {})
  return second
}

/**
 * @param {import('node:net').Server} server
 * @param {number} port
 * @returns {Promise<boolean>} false if the port is taken, true also without IPv6
 */
function tryToListen(server, port) {
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

/** @param {number} port */
export function describeTakenPort(port) {
  return `Port ${port} is taken by another program: stop that one, or choose another port with --port or PORT.`
}
