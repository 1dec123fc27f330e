import type { HeaderList } from '../../api/credential.ts'
import { explain } from '../../api/explain.ts'
import { compareFetched } from '../../api/fetched.ts'
import { headerOf } from '../observed-call.ts'
import type { Check, CheckContext } from './check.ts'
import { fail, notApplicable, pass } from './check-result.ts'
import { type CheckResponse, describeResponse, sendRequest } from './gateway-client.ts'
import { GIF_TYPE } from './tiny-gif.ts'
import { firstUpload, firstUrl } from './upload-checks.ts'

/** Number of bytes that the range check requests. */
const PART = 10

export const fetchable: Check = {
  id: 'fetchable',
  title: 'The URL gives the file back, with its type and length',
  sends: 'one request of the URL, without a key',
  async run(context) {
    const url = firstUrl(context)
    const { body, hash } = firstUpload(context)
    context.known.isServed = false
    const response = await fetchUrl(context, url, [])
    if (response.status !== 200) {
      return fail(`The file does not come: ${describeResponse(response)}.`)
    }
    context.known.isServed = true
    const { mediaType } = response
    if (mediaType === '') return fail('It is served without a Content-Type.')
    const promised = { url, hash, size: body.length, mediaType: GIF_TYPE }
    const size = response.bytes.length
    const got = await context.hash(Uint8Array.from(response.bytes))
    const problem = compareFetched(promised, { hash: got, size, mediaType })
    if (problem) return fail(`${explain(problem).what}.`)
    return pass(`The same ${size} bytes came, as ${mediaType.slice(0, 200)}.`)
  },
}

export const servesRange: Check = {
  id: 'range',
  title: 'The URL serves a part of the file',
  sends: `one request of the first ${PART} bytes, without a key`,
  async run(context) {
    const url = firstUrl(context)
    const { body } = firstUpload(context)
    if (context.known.isServed === false) {
      return notApplicable('Nothing came from the URL, so there is no part of it.')
    }
    const range = `bytes=0-${PART - 1}`
    const response = await fetchUrl(context, url, [['Range', range]])
    const { status, exchange, bytes } = response
    if (status === 200) return fail(`Ranges are ignored: the whole file came for ${range}.`)
    if (status !== 206) return fail(`Expected 206, but ${describeResponse(response)}.`)
    const expected = `bytes 0-${PART - 1}/${body.length}`
    const got = headerOf(exchange.response?.headers ?? [], 'Content-Range') ?? 'none'
    if (got.trim() !== expected) {
      return fail(`Its Content-Range is wrong: expected ${expected}, got ${got.slice(0, 200)}.`)
    }
    const isSame = bytes.length === PART && bytes.every((byte, at) => byte === body[at])
    return isSame
      ? pass(`It came with 206 and ${expected}.`)
      : fail(`Other bytes came than the first ${PART} of the file.`)
  },
}

function fetchUrl(context: CheckContext, url: string, headers: HeaderList): Promise<CheckResponse> {
  return sendRequest(context, { method: 'GET', target: url, key: 'none', headers })
}
