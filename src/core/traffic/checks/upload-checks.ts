import type { Check, CheckContext, FirstUpload } from './check.ts'
import { EarlyResult, fail, notApplicable, pass } from './check-result.ts'
import { describeResponse, isSuccess, sendRequest, uploadRequest } from './gateway-client.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { readUploadFields } from './upload-fields.ts'

/** @throws {EarlyResult} when no earlier upload succeeded */
export function firstUpload({ known: { first } }: CheckContext): FirstUpload {
  if (first) return first
  throw new EarlyResult(notApplicable('It needs an upload that was answered, and there was none.'))
}

/** The URL of the first upload. @throws {EarlyResult} when the gateway returned no valid URL */
export function firstUrl(context: CheckContext): string {
  const { url } = firstUpload(context).fields
  if (url !== undefined) return url
  throw new EarlyResult(notApplicable('It needs the URL of an upload, and none was answered.'))
}

export const sixFields: Check = {
  id: 'six-fields',
  title: 'An upload answers all six fields',
  sends: `one upload of ${GIF_SIZE} bytes`,
  async run(context) {
    const body = makeGif(context.random)
    const hash = await context.hash(body)
    const response = await sendRequest(context, uploadRequest(body, hash))
    if (!isSuccess(response)) return fail(`The upload is refused: ${describeResponse(response)}.`)
    const { fields, flaws } = readUploadFields(response.body)
    context.known.first = { body, hash, fields, exchange: response.exchange }
    if (flaws.length > 0) return fail(`Of the six fields, ${flaws.join('; ')}.`)
    return pass('All six are there, each of its type.')
  },
}

export const hashAgrees: Check = {
  id: 'hash-agrees',
  title: 'Its hash and size are those of the file',
  sends: 'nothing more',
  async run(context) {
    const { body, hash, fields, exchange } = firstUpload(context)
    context.reuseExchange(exchange)
    const pairs = [
      ['hash', hash, fields.hash],
      ['size', body.length, fields.size],
    ] as const
    for (const [name, expected, got] of pairs) {
      if (got !== undefined && got !== expected) {
        return fail(`Another ${name} than the file has: expected ${expected}, got ${got}.`)
      }
    }
    const missing = pairs.find(([, , got]) => got === undefined)
    if (missing) return notApplicable(`The upload was answered without a ${missing[0]}.`)
    return pass('Both agree.')
  },
}

export const deduplicates: Check = {
  id: 'deduplicated',
  title: 'The same content again is deduplicated, with the same URL',
  sends: `the same ${GIF_SIZE} bytes once more`,
  async run(context) {
    const url = firstUrl(context)
    const { body, hash, fields } = firstUpload(context)
    const response = await sendRequest(context, uploadRequest(body, hash))
    if (!isSuccess(response))
      return fail(`The second upload is refused: ${describeResponse(response)}.`)
    const { fields: again } = readUploadFields(response.body)
    if (again.deduplicated !== true) return fail('The second upload is not called deduplicated.')
    if (again.url === undefined) return fail('The second upload is answered without a URL.')
    if (again.url !== url) return fail(`It has another URL: first ${url}, then ${again.url}.`)
    if (fields.deduplicated === true) {
      return fail('The first upload is called deduplicated too, and its content was new.')
    }
    return pass('It is called deduplicated and has the same URL.')
  },
}

export const worksWithoutHash: Check = {
  id: 'without-hash',
  title: 'An upload without X-Content-Hash works',
  sends: `one upload of ${GIF_SIZE} other bytes`,
  async run(context) {
    const body = makeGif(context.random)
    const hash = await context.hash(body)
    const response = await sendRequest(context, uploadRequest(body))
    if (!isSuccess(response)) return fail(`It is refused: ${describeResponse(response)}.`)
    const { fields } = readUploadFields(response.body)
    if (fields.hash === undefined) return fail('It is answered without a hash.')
    if (fields.hash === hash) return pass('It is taken, and the hash in the answer is right.')
    return fail(`The hash in the answer is another: expected ${hash}, got ${fields.hash}.`)
  },
}
