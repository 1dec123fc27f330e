import type { ClientRequest, IncomingMessage } from 'node:http'
import { releaseBuffer } from './release-buffer.ts'
import { ThrottledBody } from './throttled-body.ts'
import type { Throttling } from './throttling.ts'
import { countTaken } from './upload-progress.ts'

/** Maximum bytes in this process. Enough that neither side waits for the proxy. */
const MAX_BUFFERED = 262_144

/**
 * Pipes the body to the upstream with backpressure.
 *
 * @param onBreak called once the bytes up to the configured break are sent
 * @returns a function that stops the pipe and leaves the rest of the body unread
 */
export function pipeBody(
  body: IncomingMessage,
  outgoing: ClientRequest,
  throttling: Throttling | undefined,
  onBreak: () => void,
): () => void {
  if (throttling === undefined) return pipeAtFullSpeed(body, outgoing)
  outgoing.flushHeaders()
  if (throttling.breakAfter === 0) {
    onBreak()
    return () => {}
  }
  const count = (bytes: number) => countTaken(body, bytes)
  const throttled = new ThrottledBody(outgoing, throttling, count, onBreak)
  body.pipe(throttled)
  return () => {
    body.unpipe(throttled)
    throttled.destroy()
  }
}

/**
 * Replaces `pipe`, which waits after each chunk and leaves the chunks to the garbage collector.
 * The collector then takes a third of the time, and memory grows between its runs.
 */
function pipeAtFullSpeed(body: IncomingMessage, outgoing: ClientRequest): () => void {
  let held = 0
  let stopped = false
  const take = (chunk: Buffer) => {
    const size = chunk.byteLength
    held += size
    if (held > MAX_BUFFERED) body.pause()
    outgoing.write(chunk, (error) => {
      // A failed write may still refer to the bytes.
      if (error) return
      held -= size
      countTaken(body, size)
      releaseBuffer(chunk)
      if (!stopped && held <= MAX_BUFFERED) body.resume()
    })
  }
  const end = () => outgoing.end()
  body.on('data', take)
  body.once('end', end)
  return () => {
    stopped = true
    body.off('data', take)
    body.off('end', end)
    body.pause()
  }
}
