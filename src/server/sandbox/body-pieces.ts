import type { IncomingMessage } from 'node:http'
import { bodyChunks } from '../http/body-reader.ts'
import { sendContinue } from '../http/expectation.ts'
import { countTaken } from '../proxy/upload-progress.ts'
import { type SandboxRequest, stay } from './sandbox-request.ts'

/** The client went away, so there is nobody to answer. */
export class BodyBrokeOff extends Error {}

/**
 * The body as it comes, or as slowly as the plan has it. Leaving early does not close the
 * connection: an answer may have to go out on it.
 *
 * @throws {BodyBrokeOff}
 */
export async function* piecesOf({
  request,
  response,
  activePlan,
  gone,
}: SandboxRequest): AsyncGenerator<Buffer, void, void> {
  const { bytesPerSecond } = activePlan.plan
  sendContinue(request, response)
  const begin = performance.now()
  let read = 0
  for await (const chunk of chunksOf(request)) {
    for (const piece of bytesPerSecond === null ? [chunk] : cutPieces(chunk, bytesPerSecond)) {
      read += piece.byteLength
      if (bytesPerSecond !== null) {
        const due = begin + (read / bytesPerSecond) * 1000
        await stay(due - performance.now(), gone)
      }
      countTaken(request, piece.byteLength)
      yield piece
    }
  }
}

/** So small that each takes at most a second, or is one byte. */
function* cutPieces(chunk: Buffer, bytesPerSecond: number): Generator<Buffer> {
  const size = Math.max(1, Math.floor(bytesPerSecond))
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size)
}

/**
 * Reads and throws away until there were `enough` bytes, at least one piece and at most all.
 *
 * @throws {BodyBrokeOff}
 */
export async function discardBody(
  sandboxRequest: SandboxRequest,
  enough = Number.POSITIVE_INFINITY,
): Promise<void> {
  let read = 0
  for await (const piece of piecesOf(sandboxRequest)) {
    read += piece.byteLength
    if (read >= enough) return
  }
}

async function* chunksOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* bodyChunks(request)
  } catch {
    throw new BodyBrokeOff()
  }
}
