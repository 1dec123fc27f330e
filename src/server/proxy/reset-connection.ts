import type { ClientRequest } from 'node:http'
import { TLSSocket } from 'node:tls'

/**
 * Aborts a request with a reset, which discards the bytes in this machine's buffers. Closing the
 * connection would send them first.
 */
export function resetConnection(outgoing: ClientRequest): void {
  const { socket } = outgoing
  if (socket instanceof TLSSocket) resetBelow(socket)
  else if (socket && !socket.connecting && !socket.destroyed) socket.resetAndDestroy()
  outgoing.destroy()
}

/**
 * Resets the TCP handle below a TLS connection, because Node cannot reset TLS connections
 * (nodejs/node#49484). If a later Node moves the handle, the connection is closed as usual.
 */
function resetBelow(socket: TLSSocket): void {
  const tcp = propertyOf(propertyOf(socket, '_handle'), '_parent')
  const reset = propertyOf(tcp, 'reset')
  if (typeof reset === 'function') Reflect.apply(reset, tcp, [() => {}])
}

function propertyOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
}
