import type { ClientRequest, IncomingMessage } from 'node:http'
import { giveBack } from './give-back.ts'
import { ThrottledBody } from './throttled-body.ts'
import type { Throttling } from './throttling.ts'
import { countTaken } from './upload-progress.ts'

/** Bytes that may be here and not yet with the system: so many that neither side waits for us. */
const MOST_HELD = 262_144

/**
 * Sends the body on, only as fast as it is taken.
 *
 * @param onBreak called when it was sent as far as it is to be sent
 * @returns what stops it; what is left of the body stays unread
 */
export function pipeBody(
  body: IncomingMessage,
  outgoing: ClientRequest,
  throttling: Throttling | undefined,
  onBreak: () => void,
): () => void {
  if (throttling === undefined) return pipeFreely(body, outgoing)
  outgoing.flushHeaders()
  if (throttling.breakAfter === 0) {
    onBreak()
    return () => {}
  }
  const count = (bytes: number) => countTaken(body, bytes)
  const steered = new ThrottledBody(outgoing, throttling, count, onBreak)
  body.pipe(steered)
  return () => {
    body.unpipe(steered)
    steered.destroy()
  }
}

/**
 * What `pipe` would do, but that it waits after each chunk, and leaves all of them to the garbage
 * collector, which is then busy a third of the time and lets memory grow until it comes.
 */
function pipeFreely(body: IncomingMessage, outgoing: ClientRequest): () => void {
  let held = 0
  let stopped = false
  const take = (chunk: Buffer) => {
    const size = chunk.byteLength
    held += size
    if (held > MOST_HELD) body.pause()
    outgoing.write(chunk, (error) => {
      // A write that failed may still be looking at the bytes.
      if (error) return
      held -= size
      countTaken(body, size)
      giveBack(chunk)
      if (!stopped && held <= MOST_HELD) body.resume()
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
