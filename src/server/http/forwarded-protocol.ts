import type { IncomingMessage } from 'node:http'

type Protocol = 'http' | 'https'

const forwarded = new WeakMap<IncomingMessage, Protocol>()

/** Records the protocol between the client and a trusted reverse proxy. */
export function setForwardedProtocol(request: IncomingMessage, protocol: Protocol): void {
  forwarded.set(request, protocol)
}

/** The protocol that a trusted reverse proxy reported, if any. */
export function getForwardedProtocol(request: IncomingMessage): Protocol | undefined {
  return forwarded.get(request)
}
