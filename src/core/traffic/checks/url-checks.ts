import type { HeaderList } from '../../api/credential.ts'
import { explainInFull } from '../../api/explain.ts'
import { compareFetched } from '../../api/fetched.ts'
import { headerOf } from '../observed-call.ts'
import type { Check, CheckContext } from './check.ts'
import { fail, notApplicable, pass } from './check-result.ts'
import { type CheckResponse, describeResponse, sendRequest } from './gateway-client.ts'
import { GIF_TYPE } from './tiny-gif.ts'
import { firstWithUrl } from './upload-checks.ts'
import { words } from './words.ts'

/** Number of bytes that the range check requests. */
const PART = 10

export const fetchable: Check = {
  id: 'fetchable',
  title: words.title.fetchable,
  sends: words.sends.url,
  async run(context) {
    const { url, body, hash } = firstWithUrl(context)
    context.known.isServed = false
    const response = await fetchUrl(context, url, [])
    if (response.status !== 200) {
      return fail(words.noFile(describeResponse(response)))
    }
    context.known.isServed = true
    const { mediaType } = response
    if (mediaType === '') return fail(words.noType)
    const promised = { url, hash, size: body.length, mediaType: GIF_TYPE }
    const size = response.bytes.length
    const got = await context.hash(Uint8Array.from(response.bytes))
    const problem = compareFetched(promised, { hash: got, size, mediaType })
    if (problem) return fail(`${explainInFull(problem)}.`)
    return pass(words.sameFile(size, mediaType.slice(0, 200)))
  },
}

export const servesRange: Check = {
  id: 'range',
  title: words.title.range,
  sends: words.sends.part(PART),
  async run(context) {
    const { url, body } = firstWithUrl(context)
    if (context.known.isServed === false) {
      return notApplicable(words.noPart)
    }
    const range = `bytes=0-${PART - 1}`
    const response = await fetchUrl(context, url, [['Range', range]])
    const { status, exchange, bytes } = response
    if (status === 200) return fail(words.rangeIgnored(range))
    if (status !== 206) return fail(words.otherStatus([206], describeResponse(response)))
    const expected = `bytes 0-${PART - 1}/${body.length}`
    const got = headerOf(exchange.response?.headers ?? [], 'Content-Range') ?? 'none'
    if (got.trim() !== expected) {
      return fail(words.wrongRange(expected, got.slice(0, 200)))
    }
    const isSame = bytes.length === PART && bytes.every((byte, at) => byte === body[at])
    return isSame ? pass(words.rightRange(expected)) : fail(words.otherPart(PART))
  },
}

function fetchUrl(context: CheckContext, url: string, headers: HeaderList): Promise<CheckResponse> {
  return sendRequest(context, { method: 'GET', target: url, key: 'none', headers })
}
