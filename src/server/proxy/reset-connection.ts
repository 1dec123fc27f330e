import type { ClientRequest } from 'node:http'
import { TLSSocket } from 'node:tls'

/**
 * Breaks a request off with a reset, so that what waits in this machine's buffers is not sent. A
 * closed connection would deliver all of it first.
 */
export function resetConnection(outgoing: ClientRequest): void {
  const { socket } = outgoing
  if (socket instanceof TLSSocket) resetBelow(socket)
  else if (socket && !socket.connecting && !socket.destroyed) socket.resetAndDestroy()
  outgoing.destroy()
}

/**
 * Node refuses to reset a TLS connection (nodejs/node#49484), but the TCP handle below it can be
 * reset. Where a later Node keeps it elsewhere, the connection is closed as usual.
 */
function resetBelow(socket: TLSSocket): void {
  const tcp = propertyOf(propertyOf(socket, '_handle'), '_parent')
  const reset = propertyOf(tcp, 'reset')
  if (typeof reset === 'function') Reflect.apply(reset, tcp, [() => {}])
}

function propertyOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
}
