import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ServerCause } from '../../core/api/server-cause.ts'
import { ActiveUploads } from './active-uploads.ts'
import { IdleBodies } from './body-idle.ts'
import { giveUpBody } from './body-reader.ts'
import { checkRequest, type Refusal, type RequestRules } from './check-request.ts'
import type { Limits } from './limits.ts'
import { endWithError } from './raw-response.ts'
import { sendError } from './response.ts'

/** Maximum rejected connections that may wait for their 503. Further ones are closed without it. */
const MAX_REFUSED = 50

/**
 * Checks each connection and request before any listener of the server receives it. Responds to
 * requests that Node's parser rejects.
 *
 * @returns the uploads in flight
 */
export function guardServer(
  server: Server,
  rules: RequestRules,
  limits: Omit<Limits, 'drain'>,
): ActiveUploads {
  server.headersTimeout = limits.headers
  server.keepAliveTimeout = limits.keepAlive
  // A slow connection may need more than Node's default of five minutes for 200 MB.
  server.requestTimeout = 0
  const uploads = new ActiveUploads()
  const bodies = new IdleBodies(limits.bodyIdle)
  const connections = new ConnectionCount(limits.connections)
  const responses = new WeakMap<Duplex, ServerResponse>()

  /** Checks by event. If one returns false, the listeners of the server are skipped. */
  const checks: Partial<Record<string, (...given: never[]) => boolean>> = {
    connection: (socket: Socket) => connections.admit(socket),
    request: (request: IncomingMessage, response: ServerResponse) => {
      responses.set(request.socket, response)
      // A handler may still write to a response that ended early.
      response.on('error', () => {})
      const refusal = uploads.isClosing ? CLOSING : checkRequest(request, rules)
      if (refusal !== undefined) {
        response.setHeader('Connection', 'close')
        giveUpBody(request)
        const { status, error, message, cause } = refusal
        sendError(response, status, { error, message, ...cause })
        return false
      }
      bodies.track(request, response)
      uploads.track(request, response)
      return true
    },
    upgrade: (request: IncomingMessage, socket: Duplex) => {
      const refusal = checkRequest(request, rules)
      if (refusal !== undefined) endWithError(socket, refusal.status, refusal)
      return refusal === undefined
    },
    connect: (_: IncomingMessage, socket: Duplex) => {
      const message = 'This server is no proxy for CONNECT.'
      endWithError(socket, 405, { error: 'MethodNotAllowedError', message })
      return false
    },
    clientError: (error: NodeJS.ErrnoException, socket: Socket) => {
      const response = responses.get(socket)
      // An error response would corrupt a response that has begun.
      if (response?.headersSent && !response.writableFinished) socket.destroySoon()
      else sendParseError(error, socket)
      return false
    },
  }
  // Without a listener, Node destroys the socket of a CONNECT request.
  server.on('connect', () => {})
  server.emit = new Proxy(server.emit, {
    apply(target, self, [event, ...given]: [string, ...never[]]) {
      return checks[event]?.(...given) === false || Reflect.apply(target, self, [event, ...given])
    },
  })
  return uploads
}

const CLOSING: Refusal = {
  status: 503,
  error: 'ServiceUnavailableError',
  message: 'This server is ending.',
  cause: { reason: 'server-ending', facts: {} },
}

/** Counts open connections and responds with 503 to those beyond the limit. */
class ConnectionCount {
  readonly #limit: number
  #open = 0
  #refused = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  admit(socket: Socket): boolean {
    if (this.#open < this.#limit) {
      this.#open += 1
      socket.once('close', () => {
        this.#open -= 1
      })
      return true
    }
    if (this.#refused >= MAX_REFUSED) {
      socket.destroy()
      return false
    }
    this.#refused += 1
    socket.once('close', () => {
      this.#refused -= 1
    })
    const message = `This server takes ${this.#limit} connections at a time. Try again later.`
    const cause: ServerCause = { reason: 'server-busy', facts: { limit: this.#limit } }
    endWithError(socket, 503, { error: 'ServiceUnavailableError', message, cause })
    return false
  }
}

const PARSE_ERRORS: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions of the request are too long.'],
  HPE_INVALID_VERSION: [505, 'This server speaks HTTP/1.1 and HTTP/1.0.'],
  HPE_PAUSED_H2_UPGRADE: [505, 'This server speaks HTTP/1.1 and HTTP/1.0.'],
  HPE_INVALID_TRANSFER_ENCODING: [501, 'This server takes no Transfer-Encoding but chunked.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The headers of the request took too long.'],
}

function sendParseError({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  const [status, message] = PARSE_ERRORS[code] ?? [400, 'This is not a valid HTTP request.']
  endWithError(socket, status, { error: 'RequestError', message })
}
