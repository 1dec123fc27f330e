import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Requests whose client sent `Expect: 100-continue` and still waits for a word. */
const waiting = new WeakSet<IncomingMessage>()

/**
 * Keeps clients that ask first (`Expect: 100-continue`) waiting wherever `mayRefuse` says
 * so, until {@link inviteBody}. All others are invited at once, as Node does by itself.
 */
export function holdExpectations(server: EventEmitter, mayRefuse: (url: string) => boolean): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (mayRefuse(request.url ?? '')) waiting.add(request)
    else response.writeContinue()
    server.emit('request', request, response)
  })
}

/** Lets the client send its body, if it waits for that. To be called before the body is read. */
export function inviteBody(request: IncomingMessage, response: ServerResponse): void {
  if (waiting.delete(request)) response.writeContinue()
}
