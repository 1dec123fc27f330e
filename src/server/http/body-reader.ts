import type { IncomingMessage } from 'node:http'

/** Requests whose next chunk {@link bodyChunks} waits for. */
const awaited = new WeakSet<IncomingMessage>()

/**
 * Yields the body in chunks. Leaving the loop early keeps the connection open, so that a response
 * can still be sent on it.
 */
export async function* bodyChunks(request: IncomingMessage): AsyncGenerator<Buffer, void, void> {
  const chunks = request.iterator({ destroyOnReturn: false })
  try {
    for (;;) {
      awaited.add(request)
      const { done, value } = await chunks.next().finally(() => awaited.delete(request))
      if (done) return
      yield value
    }
  } finally {
    await chunks.return?.()
  }
}

/** Whether the server is waiting for bytes of this body. False while the body is paused. */
export function isReadingBody(request: IncomingMessage): boolean {
  return request.readableFlowing === true || awaited.has(request)
}

/**
 * Reads and discards what is left of the body. Resolves when it has ended or the client has
 * disconnected.
 */
export function dropBody(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    request.once('end', resolve)
    request.once('close', resolve)
    request.resume()
  })
}

/** Requests whose bodies are not read any more. */
const givenUp = new WeakSet<IncomingMessage>()

/** Marks the body, so that no response waits for its rest. */
export function giveUpBody(request: IncomingMessage): void {
  givenUp.add(request)
}

export function isGivenUp(request: IncomingMessage): boolean {
  return givenUp.has(request)
}

/** Whether the headers announce a body of at least one byte or of unknown length. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
