import type { ClientRequest, IncomingMessage } from 'node:http'
import { SteeredBody } from './steered-body.ts'
import type { Steering } from './steering.ts'

/**
 * Sends the body on, only as fast as it is taken.
 *
 * @param onBreak called when it was sent as far as it is to be sent
 * @returns what stops it; what is left of the body stays unread
 */
export function pourBody(
  body: IncomingMessage,
  outgoing: ClientRequest,
  steering: Steering | undefined,
  onBreak: () => void,
): () => void {
  if (steering === undefined) {
    body.pipe(outgoing)
    return () => body.unpipe(outgoing)
  }
  outgoing.flushHeaders()
  if (steering.breakAfter === 0) {
    onBreak()
    return () => {}
  }
  const steered = new SteeredBody(outgoing, steering, onBreak)
  body.pipe(steered)
  return () => {
    body.unpipe(steered)
    steered.destroy()
  }
}
