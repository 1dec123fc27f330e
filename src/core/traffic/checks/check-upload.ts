import { HASH_HEADER } from '../../api/send-call.ts'
import { SENDS } from '../../api/sends.ts'
import type { Exchange } from '../exchange.ts'
import { withHeader } from '../upload-headers.ts'
import type { CheckContext, CheckRequest } from './check.ts'
import { EarlyResult, fail } from './check-result.ts'
import { type CheckResponse, describeResponse, isSuccess, sendRequest } from './gateway-client.ts'
import { GIF_TYPE } from './tiny-gif.ts'
import { readUploadFields, type UploadFields } from './upload-fields.ts'

/** Name of the files, for versions that keep names. */
export const FILE_NAME = 'refdrop-check.gif'

interface UploadFacts extends Pick<CheckRequest, 'size'> {
  body: Uint8Array<ArrayBuffer>
  /** Value of `X-Content-Hash`. Undefined omits the header. */
  announced?: string | undefined
  key?: CheckRequest['key']
}

/** Uploads a file, and notes its id to delete it later. @throws {EarlyResult} */
export async function sendUpload(
  context: CheckContext,
  { body, size, announced, key = 'own' }: UploadFacts,
): Promise<CheckResponse & UploadFields> {
  const { version, known } = context
  const { route, headers } = SENDS[version]
  const file = { hash: 'sha256:', size: body.length, mediaType: GIF_TYPE, path: FILE_NAME } as const
  const response = await sendRequest(context, {
    method: route.method,
    target: route.path,
    key,
    headers: withHeader(headers(file), HASH_HEADER, announced),
    body,
    size,
  })
  const read = readUploadFields(response.body, version)
  const { file_id } = read.fields
  if (key === 'own' && isSuccess(response) && file_id !== undefined) known.made.add(file_id)
  return { ...response, ...read }
}

/**
 * Uploads a file that the gateway should accept.
 *
 * @param refused writes the reason when the gateway refuses the file
 * @throws {EarlyResult}
 */
export async function acceptUpload(
  context: CheckContext,
  upload: UploadFacts,
  refused: (answer: string) => string,
): Promise<UploadFields & { exchange: Exchange }> {
  const response = await sendUpload(context, upload)
  if (!isSuccess(response)) throw new EarlyResult(fail(refused(describeResponse(response))))
  return response
}
