import type { IncomingMessage } from 'node:http'

type Protocol = 'http' | 'https'

const forwarded = new WeakMap<IncomingMessage, Protocol>()

/** Notes what a trusted reverse proxy says of how the client reached it. */
export function noteForwardedProtocol(request: IncomingMessage, protocol: Protocol): void {
  forwarded.set(request, protocol)
}

/** Undefined unless a trusted reverse proxy has said it. */
export function forwardedProtocol(request: IncomingMessage): Protocol | undefined {
  return forwarded.get(request)
}
