import { explain } from '../../api/explain.ts'
import { compareFetched } from '../../api/fetched.ts'
import type { HeaderList } from '../exchange.ts'
import { headerOf } from '../observed-call.ts'
import { type Asked, askGateway, describeAnswer } from './ask-gateway.ts'
import type { Check, CheckContext } from './check.ts'
import { GIF_TYPE } from './tiny-gif.ts'
import { firstUpload, firstUrl } from './upload-checks.ts'
import { fail, notApplicable, pass } from './verdict.ts'

/** How many bytes of the file are asked for by the check of ranges. */
const PART = 10

export const fetchable: Check = {
  id: 'fetchable',
  title: 'The URL gives the file back, with its type and length',
  sends: 'one request of the URL, without a key',
  async run(context) {
    const url = firstUrl(context)
    const { body, hash } = firstUpload(context)
    context.known.isServed = false
    const asked = await askUrl(context, url, [])
    if (asked.status !== 200) return fail(`The file does not come: ${describeAnswer(asked)}.`)
    context.known.isServed = true
    const { mediaType } = asked
    if (mediaType === '') return fail('It is served without a Content-Type.')
    const promised = { url, hash, size: body.length, mediaType: GIF_TYPE }
    const size = asked.bytes.length
    const got = await context.hash(Uint8Array.from(asked.bytes))
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
    const asked = await askUrl(context, url, [['Range', range]])
    if (asked.status === 200) return fail(`Ranges are ignored: the whole file came for ${range}.`)
    if (asked.status !== 206) return fail(`Expected 206, but ${describeAnswer(asked)}.`)
    const expected = `bytes 0-${PART - 1}/${body.length}`
    const { response } = asked.exchange
    const told = headerOf(response?.headers ?? [], 'Content-Range') ?? 'none'
    if (told.trim() !== expected) {
      return fail(`Its Content-Range is wrong: expected ${expected}, got ${told.slice(0, 200)}.`)
    }
    const isSame = asked.bytes.length === PART && asked.bytes.every((byte, at) => byte === body[at])
    return isSame
      ? pass(`It came with 206 and ${expected}.`)
      : fail(`Other bytes came than the first ${PART} of the file.`)
  },
}

function askUrl(context: CheckContext, url: string, headers: HeaderList): Promise<Asked> {
  return askGateway(context, { method: 'GET', target: url, key: 'none', headers })
}
