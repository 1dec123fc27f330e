import { rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type ErrorWire,
  isContentHash,
  SIZE_LIMIT,
  type UploadedWire,
} from '../../core/contract.ts'
import { answerError, answerJson } from '../answer.ts'
import { inviteBody } from '../expectation.ts'
import { reasonOf } from '../middleware.ts'
import type { Account } from './account.ts'
import { refuseEarly } from './early-answer.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { detectMediaType } from './media-type.ts'
import { publicUrl } from './public-file.ts'
import { BodyBrokeOff, BodyTooLarge, type ReceivedBody, receiveBody } from './received-body.ts'
import { stableId } from './stable-id.ts'

const TOO_LARGE: ErrorWire = {
  error: 'PayloadTooLargeError',
  message: `A file may have at most ${SIZE_LIMIT} bytes.`,
}

/** `POST /v1/files`. What is refused is not kept, and not read where that is known before. */
export async function receiveFile(
  request: IncomingMessage,
  response: ServerResponse,
  account: Account,
  store: FileStore,
): Promise<void> {
  const length = Number(request.headers['content-length'] ?? 0)
  const announced = request.headers['x-content-hash']
  if (length > SIZE_LIMIT) return refuseEarly(request, response, 413, TOO_LARGE)
  if (announced !== undefined && !isContentHash(announced)) {
    const message = 'X-Content-Hash must be sha256: and 64 lower-case hex digits.'
    return refuseEarly(request, response, 400, invalid('X-Content-Hash', message))
  }
  inviteBody(request, response)
  try {
    const body = await receiveBody(request, store.temporaryFolder)
    const problem = findProblem(body, announced)
    if (problem === undefined) return answerJson(response, 200, await keep(body))
    await rm(body.path, { force: true })
    answerError(response, 400, problem)
  } catch (caught) {
    if (caught instanceof BodyBrokeOff) return
    if (caught instanceof BodyTooLarge) return refuseEarly(request, response, 413, TOO_LARGE)
    refuseEarly(request, response, 500, { error: 'InternalError', message: reasonOf(caught) })
  }

  async function keep(body: ReceivedBody): Promise<UploadedWire> {
    try {
      const type = await detectMediaType(body.path)
      const { file, isNew } = await store.keep(account.id, body, type)
      return toWire(request, account, body, file, isNew)
    } catch (caught) {
      await rm(body.path, { force: true })
      throw caught
    }
  }
}

function findProblem(body: ReceivedBody, announced: string | undefined): ErrorWire | undefined {
  if (body.size === 0) return invalid('body', 'The body is empty.')
  if (announced === undefined || announced === `sha256:${body.digest}`) return undefined
  return invalid('X-Content-Hash', `The body is sha256:${body.digest}, not ${announced}.`)
}

function invalid(field: string, message: string): ErrorWire {
  return { error: 'ValidationError', message, field }
}

function toWire(
  request: IncomingMessage,
  account: Account,
  { digest }: ReceivedBody,
  file: StoredFile,
  isNew: boolean,
): UploadedWire {
  return {
    file_id: stableId(`file ${account.id} ${digest}`),
    url: publicUrl(request, account.id, digest, file.extension),
    hash: `sha256:${digest}`,
    size: file.size,
    media_type: file.mediaType,
    deduplicated: !isNew,
  }
}
