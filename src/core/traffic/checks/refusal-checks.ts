import { SIZE_LIMIT } from '../../api/v1/limits-v1.ts'
import type { Check, CheckResult } from './check.ts'
import { asExpectation, fail, pass } from './check-result.ts'
import {
  type CheckResponse,
  describeResponse,
  findErrorFlaw,
  isSuccess,
  sendRequest,
  uploadRequest,
} from './gateway-client.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { words } from './words.ts'

const BAD_HASH = 'sha256:xyz'

/** Expects this status and an error in the documented shape. */
export function checkRefusal(response: CheckResponse, status: number, what: string): CheckResult {
  const result = checkStatus(response, status, what)
  const flaw = findErrorFlaw(response)
  if (result.outcome !== 'pass' || flaw === undefined) return result
  return fail(words.rejectedOddly(status, flaw))
}

function checkStatus(response: CheckResponse, status: number, what: string): CheckResult {
  const answer = describeResponse(response)
  if (isSuccess(response)) return fail(words.accepted(what, answer))
  if (response.status !== status) return fail(words.otherStatus(status, answer))
  return pass(words.rejected(answer))
}

export const overLimitRefused: Check = {
  id: 'over-limit',
  title: words.title.overLimit,
  sends: words.sends.overLimit(SIZE_LIMIT),
  async run(context) {
    const body = new Uint8Array(SIZE_LIMIT + 1)
    body.set(makeGif(context.random))
    const response = await sendRequest(context, uploadRequest(body))
    return checkStatus(response, 413, words.wrong.size(body.length))
  },
}

export const malformedHashRefused: Check = {
  id: 'malformed-hash',
  title: words.title.malformedHash,
  sends: words.sends.badHashUpload(GIF_SIZE, BAD_HASH),
  async run(context) {
    const response = await sendRequest(context, uploadRequest(makeGif(context.random), BAD_HASH))
    return asExpectation(checkRefusal(response, 400, words.wrong.hash(BAD_HASH)))
  },
}

export const emptyBodyRefused: Check = {
  id: 'empty-body',
  title: words.title.emptyBody,
  sends: words.sends.emptyUpload,
  async run(context) {
    const response = await sendRequest(context, uploadRequest(new Uint8Array()))
    return asExpectation(checkRefusal(response, 400, words.wrong.body))
  },
}
