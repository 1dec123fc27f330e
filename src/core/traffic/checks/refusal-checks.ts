import { SIZE_LIMIT } from '../../api/size-limit.ts'
import { formatBytes } from '../../text/format.ts'
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

/** Expects this status and an error in the documented shape. */
export function checkRefusal(response: CheckResponse, status: number, what: string): CheckResult {
  const result = checkStatus(response, status, what)
  const flaw = findErrorFlaw(response)
  if (result.outcome !== 'pass' || flaw === undefined) return result
  return fail(`It is refused with ${status}, but the error is not as documented: ${flaw}.`)
}

function checkStatus(response: CheckResponse, status: number, what: string): CheckResult {
  if (isSuccess(response)) return fail(`The gateway took ${what}: ${describeResponse(response)}.`)
  if (response.status !== status)
    return fail(`Expected ${status}, but ${describeResponse(response)}.`)
  return pass(`It is refused: ${describeResponse(response)}.`)
}

export const overLimitRefused: Check = {
  id: 'over-limit',
  title: 'A file over the limit is refused',
  sends: `one upload of ${formatBytes(SIZE_LIMIT)} and one byte`,
  async run(context) {
    const body = new Uint8Array(SIZE_LIMIT + 1)
    body.set(makeGif(context.random))
    const response = await sendRequest(context, uploadRequest(body))
    return checkStatus(response, 413, `a body of ${body.length.toLocaleString('en')} bytes`)
  },
}

export const malformedHashRefused: Check = {
  id: 'malformed-hash',
  title: 'Expected, not documented: a malformed X-Content-Hash is refused with 400',
  sends: `one upload of ${GIF_SIZE} bytes, announced as sha256:xyz`,
  async run(context) {
    const response = await sendRequest(
      context,
      uploadRequest(makeGif(context.random), 'sha256:xyz'),
    )
    return asExpectation(checkRefusal(response, 400, 'the hash sha256:xyz'))
  },
}

export const emptyBodyRefused: Check = {
  id: 'empty-body',
  title: 'Expected, not documented: an empty body is refused with 400',
  sends: 'one upload of nothing',
  async run(context) {
    const response = await sendRequest(context, uploadRequest(new Uint8Array()))
    return asExpectation(checkRefusal(response, 400, 'an empty body'))
  },
}
