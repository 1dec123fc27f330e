import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Requests whose client waits for `100 Continue`. */
const waiting = new WeakSet<IncomingMessage>()

/**
 * Defers `100 Continue` until {@link sendContinue} if `mayReject` returns true for the URL.
 * Sends it immediately for all other requests, as Node does by default.
 */
export function deferContinue(server: EventEmitter, mayReject: (url: string) => boolean): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (mayReject(request.url ?? '')) waiting.add(request)
    else response.writeContinue()
    server.emit('request', request, response)
  })
}

/** Whether the client sends no body before it gets `100 Continue`. */
export function waitsForContinue(request: IncomingMessage): boolean {
  return waiting.has(request)
}

/** Sends `100 Continue` if the client waits for it. Must be called before the body is read. */
export function sendContinue(request: IncomingMessage, response: ServerResponse): void {
  if (waiting.delete(request)) response.writeContinue()
}
