import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { REQUEST_ID_HEADER } from '../../core/traffic/refdrop-headers.ts'
import { type Handler, reasonOf } from './middleware.ts'
import { describeRequest } from './request-line.ts'

const BROKE_OFF = 'the connection ended before the answer did'

export type Log = (line: string) => void

const failures = new WeakMap<ServerResponse, string>()

/** Tells the log why this answer is none of the upstream's. Never with anything a client sent. */
export function noteFailure(response: ServerResponse, sentence: string): void {
  failures.set(response, sentence)
}

/**
 * Gives every answer of `handler` an id of its own, which is not the upstream's, and one line in the log once it is over,
 * if there is a log when the request comes.
 *
 * @param place where the handler is mounted, which its requests do not name
 */
export function logRequests(
  place: string,
  handler: Handler,
  findLog: () => Log | undefined,
): Handler {
  return async (request, response) => {
    const id = newRequestId()
    response.setHeader(REQUEST_ID_HEADER, id)
    const log = findLog()
    if (log !== undefined) logWhenOver(place, id, request, response, log)
    try {
      await handler(request, response)
    } catch (caught) {
      noteFailure(response, reasonOf(caught))
      throw caught
    }
  }
}

/** 16 hex digits. Out of a UUID, for those Node makes many at a time. */
function newRequestId(): string {
  const uuid = randomUUID()
  return uuid.slice(0, 8) + uuid.slice(-8)
}

function logWhenOver(
  place: string,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): void {
  const began = performance.now()
  const { method = '', url = '' } = request
  // What came along with the head may be here already.
  let received = request.readableLength
  let sent = 0
  // A listener for its data would set the body flowing before the upstream wants it.
  request.push = tap(request.push, (size) => {
    received += size
  })
  const countSent = (size: number) => {
    sent += size
  }
  response.write = tap(response.write, countSent)
  response.end = tap(response.end, countSent)
  response.once('close', () => {
    const brokeOff = response.writableFinished ? undefined : BROKE_OFF
    log(
      describeRequest({
        id,
        method,
        place,
        url,
        status: response.headersSent ? response.statusCode : undefined,
        received,
        sent: method === 'HEAD' ? 0 : sent,
        duration: performance.now() - began,
        failure: failures.get(response) ?? brokeOff,
      }),
    )
  })
}

/** The same method, which tells before each call how many bytes it is given. */
function tap<Method extends (...given: never[]) => unknown>(
  method: Method,
  onBytes: (size: number) => void,
): Method {
  return new Proxy(method, {
    apply(target, self, given: unknown[]) {
      const [chunk] = given
      if (typeof chunk === 'string') onBytes(Buffer.byteLength(chunk))
      else if (chunk instanceof Uint8Array) onBytes(chunk.byteLength)
      return Reflect.apply(target, self, given)
    },
  })
}
