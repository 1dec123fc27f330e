import type { IncomingMessage } from 'node:http'
import type { ContentHash, ErrorWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { FILE_NAME_HEADER } from '../../core/api/v2/send-v2.ts'
import { HASH_HEADER } from './contract-rules.ts'
import { describeFailure } from './describe-failure.ts'
import type { NewFile } from './file-store.ts'
import { type UploadWire, uploadWire } from './file-wires.ts'
import { measureMedia } from './measure-media.ts'
import { detectMediaType } from './media-type.ts'
import { BodyTooLarge, type ReceivedBody } from './received-body.ts'
import type { SandboxRequest, StoreUpload } from './sandbox-request.ts'
import { errorResponse, jsonResponse, type SandboxResponse } from './sandbox-response.ts'
import { readFileName } from './sent-name.ts'
import { decideMediaType } from './sent-type.ts'
import { releaseBody, spoolBody } from './spool-body.ts'

/**
 * Receives an uploaded file. A rejected file is not stored, and its body is not read if the headers
 * already show the reason. Resolves with undefined when the client disconnects during the body.
 */
export async function receiveFile(
  sandboxRequest: SandboxRequest,
  storeUpload: StoreUpload = storeFile,
): Promise<SandboxResponse | undefined> {
  const { request } = sandboxRequest
  const { answersEarly, sizes, readHash, wrapStore } = sandboxRequest.rules
  const encoding = findEncoding(request)
  if (encoding !== undefined) return errorResponse(415, encoding)
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > sizes.max) return errorResponse(413, tooLarge(sizes.max))
  const read = readHash(request.headers['x-content-hash'])
  if ('refusal' in read) return errorResponse(400, read.refusal)
  try {
    const known = answersEarly ? await findKnown(sandboxRequest, read.announced) : undefined
    if (known !== undefined) return jsonResponse(200, known)
    const body = await spoolBody(sandboxRequest, read.announced)
    try {
      const problem = findProblem(body, sizes.min, read.announced)
      if (problem !== undefined) return errorResponse(400, problem)
      return jsonResponse(200, await wrapStore(storeUpload)(sandboxRequest, body))
    } finally {
      await releaseBody(body)
    }
  } catch (caught) {
    if (caught instanceof BodyTooLarge) return errorResponse(413, tooLarge(sizes.max))
    return describeFailure(caught)
  }
}

/** Codings under which the body is the file itself, byte for byte. */
const PLAIN = /^[\s,]*((identity|binary|8bit|7bit)[\s,]*)*$/i

/** The error for headers that say that the body is encoded or multipart. */
function findEncoding({ headers }: IncomingMessage): ErrorWire | undefined {
  for (const name of ['Content-Encoding', 'Content-Transfer-Encoding']) {
    const coding = String(headers[name.toLowerCase()] ?? '')
    if (!PLAIN.test(coding)) return refuseEncoding(name, coding)
  }
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';')
  return /^\s*multipart\//i.test(mediaType) ? refuseEncoding('Content-Type', mediaType) : undefined
}

function refuseEncoding(field: string, value: string): ErrorWire {
  const given = `${field}: ${value.trim().slice(0, 80)}`
  const message = `The sandbox does not unpack a body (${given}). Send the bytes of one file as they are.`
  return { error: 'UnsupportedMediaTypeError', message, field }
}

/** The response for content that the account already has, by its announced hash. */
export async function findKnown(
  sandboxRequest: SandboxRequest,
  announced: ContentHash | undefined,
): Promise<UploadWire | undefined> {
  if (announced === undefined) return undefined
  const digest = announced.replace('sha256:', '')
  const file = await sandboxRequest.store.find(sandboxRequest.account.id, digest)
  if (file === undefined || file.isDeleted) return undefined
  return uploadWire(sandboxRequest, { ...file, digest }, false)
}

/** Stores the file, unless its account has it. */
export async function storeFile(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadWire> {
  return storeAs(sandboxRequest, body, await readSentFile(sandboxRequest, body))
}

/** Stores the file under a name and a type, unless its account has it. */
export async function storeAs(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
  given: NewFile,
): Promise<UploadWire> {
  const { account, store, activePlan } = sandboxRequest
  const { file, isNew } = await store.put(account.id, body, given)
  if (isNew) activePlan.counts.stored += 1
  return uploadWire(sandboxRequest, { ...file, digest: body.digest }, isNew)
}

/** The type and name of an uploaded file. Version 1 has no names and trusts the bytes only. */
export async function readSentFile(
  { version, rules, request: { headers } }: Pick<SandboxRequest, 'version' | 'rules' | 'request'>,
  { path }: Pick<ReceivedBody, 'path'>,
): Promise<NewFile> {
  const measures = await measureMedia(path)
  if (version === 1) return { ...(await detectMediaType(path)), measures }
  const name = rules.files.names ? readFileName(headers[FILE_NAME_HEADER.toLowerCase()]) : undefined
  return { ...(await decideMediaType(headers['content-type'], name, path)), name, measures }
}

/** @param most bytes */
function tooLarge(most: number): ErrorWire {
  return { error: 'PayloadTooLargeError', message: `A file may have at most ${most} bytes.` }
}

function findProblem(
  { size, digest }: ReceivedBody,
  minSize: number,
  announced: ContentHash | undefined,
): ErrorWire | undefined {
  if (size < minSize) return refuseField('The body is empty.', 'body')
  if (announced === undefined || announced === `sha256:${digest}`) return undefined
  return refuseField(`The body is sha256:${digest}, not ${announced}.`, HASH_HEADER)
}
