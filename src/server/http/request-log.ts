import type { IncomingMessage, ServerResponse } from 'node:http'
import { REQUEST_ID_HEADER } from '../../core/traffic/refdrop-headers.ts'
import type { Handler } from './middleware.ts'
import { newRequestId } from './request-id.ts'
import { describeRequest } from './request-line.ts'
import { reasonOf } from './server-failure.ts'

const ABORTED = 'the connection ended before the answer did'

export type Log = (line: string) => void

const failures = new WeakMap<ServerResponse, string>()

/** Sets the failure that the log shows for this response. It must not contain client input. */
export function setFailure(response: ServerResponse, sentence: string): void {
  failures.set(response, sentence)
}

/**
 * Adds a request id to every response of `handler` and logs one line when it closes. The id is
 * independent of the upstream's. Logs nothing if there is no log when the request arrives.
 *
 * @param mountPath the path of the handler, which its requests do not include
 */
export function logRequests(
  mountPath: string,
  handler: Handler,
  getLog: () => Log | undefined,
): Handler {
  return async (request, response) => {
    const id = newRequestId()
    response.setHeader(REQUEST_ID_HEADER, id)
    const log = getLog()
    if (log !== undefined) logOnClose(mountPath, id, request, response, log)
    try {
      await handler(request, response)
    } catch (caught) {
      setFailure(response, reasonOf(caught))
      throw caught
    }
  }
}

function logOnClose(
  mountPath: string,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): void {
  const began = performance.now()
  const { method = '', url = '' } = request
  // Bytes that arrived together with the headers are already buffered.
  let received = request.readableLength
  let sent = 0
  // A `data` listener would start the flow of the body before the upstream accepts it.
  request.push = tap(request.push, (size) => {
    received += size
  })
  const countSent = (size: number) => {
    sent += size
  }
  response.write = tap(response.write, countSent)
  response.end = tap(response.end, countSent)
  response.once('close', () => {
    const aborted = response.writableFinished ? undefined : ABORTED
    log(
      describeRequest({
        id,
        method,
        mountPath,
        url,
        status: response.headersSent ? response.statusCode : undefined,
        received,
        sent: method === 'HEAD' ? 0 : sent,
        duration: performance.now() - began,
        failure: failures.get(response) ?? aborted,
      }),
    )
  })
}

/** Wraps a method so that each call first reports the size of its chunk. */
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
