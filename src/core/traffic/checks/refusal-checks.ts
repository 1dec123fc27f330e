import { SIZE_LIMIT } from '../../api/size-limit.ts'
import { formatBytes } from '../../text/format.ts'
import {
  type Asked,
  askGateway,
  describeAnswer,
  findShapeFlaw,
  isSuccess,
  uploadOf,
} from './ask-gateway.ts'
import type { Check, Verdict } from './check.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { asExpectation, fail, pass } from './verdict.ts'

/** Whether it is refused with this status, in the documented shape of errors. */
export function judgeRefusal(asked: Asked, status: number, what: string): Verdict {
  const verdict = judgeStatus(asked, status, what)
  const flaw = findShapeFlaw(asked)
  if (verdict.outcome !== 'pass' || flaw === undefined) return verdict
  return fail(`It is refused with ${status}, but the error is not as documented: ${flaw}.`)
}

function judgeStatus(asked: Asked, status: number, what: string): Verdict {
  if (isSuccess(asked)) return fail(`The gateway took ${what}: ${describeAnswer(asked)}.`)
  if (asked.status !== status) return fail(`Expected ${status}, but ${describeAnswer(asked)}.`)
  return pass(`It is refused: ${describeAnswer(asked)}.`)
}

export const overLimitRefused: Check = {
  id: 'over-limit',
  title: 'A file over the limit is refused',
  sends: `one upload of ${formatBytes(SIZE_LIMIT)} and one byte`,
  async run(context) {
    const body = new Uint8Array(SIZE_LIMIT + 1)
    body.set(makeGif(context.random))
    const asked = await askGateway(context, uploadOf(body))
    return judgeStatus(asked, 413, `a body of ${body.length.toLocaleString('en')} bytes`)
  },
}

export const malformedHashRefused: Check = {
  id: 'malformed-hash',
  title: 'Expected, not documented: a malformed X-Content-Hash is refused with 400',
  sends: `one upload of ${GIF_SIZE} bytes, announced as sha256:xyz`,
  async run(context) {
    const asked = await askGateway(context, uploadOf(makeGif(context.random), 'sha256:xyz'))
    return asExpectation(judgeRefusal(asked, 400, 'the hash sha256:xyz'))
  },
}

export const emptyBodyRefused: Check = {
  id: 'empty-body',
  title: 'Expected, not documented: an empty body is refused with 400',
  sends: 'one upload of nothing',
  async run(context) {
    const asked = await askGateway(context, uploadOf(new Uint8Array()))
    return asExpectation(judgeRefusal(asked, 400, 'an empty body'))
  },
}
