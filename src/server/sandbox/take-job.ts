import type { ErrorWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import type { RequestKind } from '../../core/request/generation.ts'
import {
  type AskedGeneration,
  JOBS_PATH,
  readGeneration,
} from '../../core/request/generation-contract.ts'
import { BodyBrokeOff, piecesOf } from './body-pieces.ts'
import { lacksFile } from './public-file.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorAnswer, jsonAnswer, type SandboxResponse } from './sandbox-response.ts'

/** Bytes of a request at most. */
const REQUEST_LIMIT = 1_048_576

const TOO_LARGE: ErrorWire = {
  error: 'PayloadTooLargeError',
  message: `A request may have at most ${REQUEST_LIMIT} bytes.`,
}

/**
 * Takes a request that keeps the contract, as a job that is never begun. Files of this sandbox
 * must be there; URLs of elsewhere are not fetched.
 *
 * Resolves with undefined when the client goes before its body is here.
 */
export async function takeJob(
  sandboxRequest: SandboxRequest,
  kind: RequestKind,
): Promise<SandboxResponse | undefined> {
  try {
    const text = await readText(sandboxRequest)
    if (text === undefined) return errorAnswer(413, TOO_LARGE)
    const read = readGeneration(kind, text)
    if ('refusal' in read) return errorAnswer(400, read.refusal)
    const missing = await findMissing(sandboxRequest, read.asked)
    if (missing !== undefined) return errorAnswer(400, missing)
    return jsonAnswer(202, sandboxRequest.jobs.add(sandboxRequest.account.id, read.asked.model))
  } catch (caught) {
    if (caught instanceof BodyBrokeOff) return undefined
    throw caught
  }
}

/**
 * How a job of this account stands, by the id at the end of the path. Whoever asks is told that
 * it failed: clients that wait for its end would wait for half an hour otherwise.
 */
export function showJob({ request, account, jobs }: SandboxRequest): SandboxResponse {
  const job = jobs.find(account.id, (request.url ?? '').slice(JOBS_PATH.length))
  if (job !== undefined) {
    return jsonAnswer(200, { ...job, status: 'failed', error: 'The sandbox generates nothing.' })
  }
  return errorAnswer(404, { error: 'NotFoundError', message: 'There is no such job.' })
}

/** The body, or undefined where it is too large. What follows the limit is not read. */
async function readText(sandboxRequest: SandboxRequest): Promise<string | undefined> {
  if (Number(sandboxRequest.request.headers['content-length'] ?? 0) > REQUEST_LIMIT)
    return undefined
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of piecesOf(sandboxRequest)) {
    size += piece.byteLength
    if (size > REQUEST_LIMIT) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

async function findMissing(
  { request, store }: SandboxRequest,
  { media }: AskedGeneration,
): Promise<ErrorWire | undefined> {
  const looked = new Set<string>()
  for (const { field, url } of media) {
    if (looked.has(url)) continue
    looked.add(url)
    if (!(await lacksFile(request, store, url))) continue
    const shown = url.length > 200 ? `${url.slice(0, 200)}…` : url
    return refuseField(`${field}: there is no such file in this sandbox: ${shown}`, field)
  }
  return undefined
}
