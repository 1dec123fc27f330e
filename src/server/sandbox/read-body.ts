import type { IncomingMessage } from 'node:http'
import { bodyChunks } from '../http/body-reader.ts'
import { sendContinue } from '../http/expectation.ts'
import { countTaken } from '../proxy/upload-progress.ts'
import { delay, type SandboxRequest } from './sandbox-request.ts'

/** The client disconnected, so no response can be sent. */
export class BodyAborted extends Error {}

/**
 * Yields the body in chunks, throttled to the plan's rate. An early return leaves the connection
 * open for the response.
 *
 * @throws {BodyAborted}
 */
export async function* readBody({
  request,
  response,
  activePlan,
  signal,
}: SandboxRequest): AsyncGenerator<Buffer, void, void> {
  const { bytesPerSecond } = activePlan.plan
  sendContinue(request, response)
  const begin = performance.now()
  let read = 0
  for await (const chunk of requestChunks(request)) {
    for (const part of bytesPerSecond === null ? [chunk] : splitChunk(chunk, bytesPerSecond)) {
      read += part.byteLength
      if (bytesPerSecond !== null) {
        const due = begin + (read / bytesPerSecond) * 1000
        await delay(due - performance.now(), signal)
      }
      countTaken(request, part.byteLength)
      yield part
    }
  }
}

/** Splits a chunk into parts that take at most a second each, and have at least one byte. */
function* splitChunk(chunk: Buffer, bytesPerSecond: number): Generator<Buffer> {
  const size = Math.max(1, Math.floor(bytesPerSecond))
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size)
}

/**
 * Reads and discards the body until `minimum` bytes have arrived: at least one chunk, at most all.
 *
 * @throws {BodyAborted}
 */
export async function discardBody(
  sandboxRequest: SandboxRequest,
  minimum = Number.POSITIVE_INFINITY,
): Promise<void> {
  let read = 0
  for await (const chunk of readBody(sandboxRequest)) {
    read += chunk.byteLength
    if (read >= minimum) return
  }
}

async function* requestChunks(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* bodyChunks(request)
  } catch {
    throw new BodyAborted()
  }
}
