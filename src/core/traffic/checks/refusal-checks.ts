import type { ApiVersion } from '../../api/api-version.ts'
import { readError } from '../../api/contract.ts'
import { pathTo } from '../../api/route.ts'
import { SIZE_LIMITS } from '../../api/size-limits.ts'
import { FILE_NOT_FOUND } from '../../api/v2/files-v2.ts'
import { ROUTES_2 } from '../../api/v2/routes-v2.ts'
import type { Check, CheckContext, CheckResult } from './check.ts'
import { asExpectation, fail, pass } from './check-result.ts'
import { sendUpload } from './check-upload.ts'
import {
  type CheckResponse,
  describeResponse,
  findErrorFlaw,
  isSuccess,
  sendRequest,
} from './gateway-client.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { words } from './words.ts'

const BAD_HASH = 'sha256:xyz'

/** Statuses for a bad request. Version 2 documents two, and neither for uploads. */
const BAD_REQUEST: Record<ApiVersion, readonly number[]> = { 1: [400], 2: [400, 422] }

/** Expects one of these statuses and an error in the documented shape. */
export function checkRefusal(
  context: CheckContext,
  response: CheckResponse,
  statuses: readonly number[],
  what: string,
): CheckResult {
  const result = checkStatus(response, statuses, what)
  const flaw = findErrorFlaw(response, context)
  if (result.outcome !== 'pass' || flaw === undefined) return result
  return fail(words.rejectedOddly(response.status, flaw))
}

function checkStatus(
  response: CheckResponse,
  statuses: readonly number[],
  what: string,
): CheckResult {
  const answer = describeResponse(response)
  if (isSuccess(response)) return fail(words.accepted(what, answer))
  if (!statuses.includes(response.status)) return fail(words.otherStatus(statuses, answer))
  return pass(words.rejected(answer))
}

export function overLimitRefused(version: ApiVersion): Check {
  const { max } = SIZE_LIMITS[version]
  return {
    id: 'over-limit',
    title: words.title.overLimit,
    sends: words.sends.overLimit(max),
    async run(context) {
      const size = max + 1
      const response = await sendUpload(context, { body: makeGif(context.random), size })
      return checkStatus(response, [413], words.wrong.size(size))
    },
  }
}

export function malformedHashRefused(version: ApiVersion): Check {
  const statuses = BAD_REQUEST[version]
  return {
    id: 'malformed-hash',
    title: words.title.malformedHash(statuses),
    sends: words.sends.badHashUpload(GIF_SIZE, BAD_HASH),
    async run(context) {
      const upload = { body: makeGif(context.random), announced: BAD_HASH }
      return expectBadRequest(context, upload, words.wrong.hash(BAD_HASH))
    },
  }
}

export function emptyBodyRefused(version: ApiVersion): Check {
  const statuses = BAD_REQUEST[version]
  return {
    id: 'empty-body',
    title: words.title.emptyBody(statuses),
    sends: words.sends.emptyUpload,
    run: (context) => expectBadRequest(context, { body: new Uint8Array() }, words.wrong.body),
  }
}

async function expectBadRequest(
  context: CheckContext,
  upload: Parameters<typeof sendUpload>[1],
  what: string,
): Promise<CheckResult> {
  const response = await sendUpload(context, upload)
  return asExpectation(checkRefusal(context, response, BAD_REQUEST[context.version], what))
}

export const unknownFileRefused: Check = {
  id: 'unknown-file',
  title: words.title.unknownFile,
  sends: words.sends.unknownFile,
  async run(context) {
    const id = `file_${Array.from(context.random(8), (byte) => byte.toString(16)).join('')}`
    const { method } = ROUTES_2.file
    const target = pathTo(ROUTES_2.file, { id })
    const response = await sendRequest(context, { method, target, key: 'own', headers: [] })
    const result = checkRefusal(context, response, [404], words.wrong.id)
    if (result.outcome !== 'pass' || readError(response.body)?.code === FILE_NOT_FOUND)
      return result
    return fail(words.otherCode(FILE_NOT_FOUND, describeResponse(response)))
  },
}
