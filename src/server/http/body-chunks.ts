import type { IncomingMessage } from 'node:http'

const awaited = new WeakSet<IncomingMessage>()

/**
 * The body, chunk by chunk. Leaving early does not close the connection, so that a response
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

/** Whether the server waits for bytes of this body now, and has not paused it. */
export function isReadingBody(request: IncomingMessage): boolean {
  return request.readableFlowing === true || awaited.has(request)
}
