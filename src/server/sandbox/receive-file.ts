import type { IncomingMessage } from 'node:http'
import type { ContentHash, ErrorWire, UploadedWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { SIZE_LIMIT } from '../../core/api/size-limit.ts'
import { reasonOf } from '../http/middleware.ts'
import { stableId } from '../stable-id.ts'
import { BodyBrokeOff } from './body-pieces.ts'
import { HASH_HEADER } from './contract-rules.ts'
import { detectMediaType, type MediaType } from './media-type.ts'
import { publicUrl } from './public-file.ts'
import { BodyTooLarge, type ReceivedBody } from './received-body.ts'
import type { Keep, SandboxRequest } from './sandbox-request.ts'
import { errorAnswer, jsonAnswer, type SandboxResponse } from './sandbox-response.ts'
import { findStorageFull, isEmptied } from './storage-full.ts'
import { dropBody, takeBody } from './take-body.ts'

const TOO_LARGE: ErrorWire = {
  error: 'PayloadTooLargeError',
  message: `A file may have at most ${SIZE_LIMIT} bytes.`,
}

const EMPTIED: ErrorWire = {
  error: 'SandboxEmptiedError',
  message: 'The sandbox was emptied while the file was on its way: send it again.',
}

/**
 * `POST /v1/files`. What is refused is not kept, and not read where that is known before.
 * Resolves with undefined when the client goes before its body is here.
 */
export async function receiveFile(
  sandboxRequest: SandboxRequest,
  keep: Keep = keepFile,
): Promise<SandboxResponse | undefined> {
  const { request } = sandboxRequest
  const { sizes, readHash, changeKeep } = sandboxRequest.activePlan.rules
  const wrapping = findWrapping(request)
  if (wrapping !== undefined) return errorAnswer(415, wrapping)
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > sizes.most) return errorAnswer(413, TOO_LARGE)
  const read = readHash(request.headers['x-content-hash'])
  if ('refusal' in read) return errorAnswer(400, read.refusal)
  try {
    const body = await takeBody(sandboxRequest, read.announced)
    try {
      const problem = findProblem(body, sizes.least, read.announced)
      if (problem !== undefined) return errorAnswer(400, problem)
      return jsonAnswer(200, await changeKeep(keep)(sandboxRequest, body))
    } finally {
      await dropBody(body)
    }
  } catch (caught) {
    if (caught instanceof BodyBrokeOff) return undefined
    if (caught instanceof BodyTooLarge) return errorAnswer(413, TOO_LARGE)
    const full = findStorageFull(caught)
    if (full !== undefined) return errorAnswer(507, full)
    if (isEmptied(caught)) return errorAnswer(503, EMPTIED)
    return errorAnswer(500, { error: 'InternalError', message: reasonOf(caught) })
  }
}

/** Codings of a body that is the file itself, byte for byte. */
const PLAIN = /^[\s,]*((identity|binary|8bit|7bit)[\s,]*)*$/i

/** Why the body is not the file itself, by its headers. */
function findWrapping({ headers }: IncomingMessage): ErrorWire | undefined {
  for (const name of ['Content-Encoding', 'Content-Transfer-Encoding']) {
    const coding = String(headers[name.toLowerCase()] ?? '')
    if (!PLAIN.test(coding)) return refuseWrapping(name, coding)
  }
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';')
  return /^\s*multipart\//i.test(mediaType) ? refuseWrapping('Content-Type', mediaType) : undefined
}

function refuseWrapping(field: string, value: string): ErrorWire {
  const given = `${field}: ${value.trim().slice(0, 80)}`
  const message = `The sandbox does not unpack a body (${given}). Send the bytes of one file as they are.`
  return { error: 'UnsupportedMediaTypeError', message, field }
}

/** Keeps the file for good, unless its account has it. */
export async function keepFile(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadedWire> {
  const { account, store, activePlan } = sandboxRequest
  const type = await detectMediaType(body.path)
  const { file, isNew } = await store.keep(account.id, body, type)
  if (isNew) activePlan.seen.stored += 1
  return describeFile(sandboxRequest, body, file, isNew)
}

/** The answer to a file that is kept as `file`. */
export function describeFile(
  { request, account }: Pick<SandboxRequest, 'request' | 'account'>,
  { digest, size }: Pick<ReceivedBody, 'digest' | 'size'>,
  { mediaType, extension }: MediaType,
  isNew: boolean,
): UploadedWire {
  return {
    file_id: stableId(`file ${account.id} ${digest}`),
    url: publicUrl(request, account.id, digest, extension),
    hash: `sha256:${digest}`,
    size,
    media_type: mediaType,
    deduplicated: !isNew,
  }
}

function findProblem(
  { size, digest }: ReceivedBody,
  least: number,
  announced: ContentHash | undefined,
): ErrorWire | undefined {
  if (size < least) return refuseField('The body is empty.', 'body')
  if (announced === undefined || announced === `sha256:${digest}`) return undefined
  return refuseField(`The body is sha256:${digest}, not ${announced}.`, HASH_HEADER)
}
