import type { Check, CheckContext, FirstUpload } from './check.ts'
import { EarlyResult, fail, notApplicable, pass } from './check-result.ts'
import { describeResponse, isSuccess, sendRequest, uploadRequest } from './gateway-client.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { readUploadFields } from './upload-fields.ts'
import { words } from './words.ts'

/** @throws {EarlyResult} when no earlier upload succeeded */
export function firstUpload({ known: { first } }: CheckContext): FirstUpload {
  if (first) return first
  throw new EarlyResult(notApplicable(words.needsUpload))
}

/** The URL of the first upload. @throws {EarlyResult} when the gateway returned no valid URL */
export function firstUrl(context: CheckContext): string {
  const { url } = firstUpload(context).fields
  if (url !== undefined) return url
  throw new EarlyResult(notApplicable(words.needsUrl))
}

export const sixFields: Check = {
  id: 'six-fields',
  title: words.title.sixFields,
  sends: words.sends.upload(GIF_SIZE),
  async run(context) {
    const body = makeGif(context.random)
    const hash = await context.hash(body)
    const response = await sendRequest(context, uploadRequest(body, hash))
    if (!isSuccess(response)) return fail(words.uploadRejected(describeResponse(response)))
    const { fields, flaws } = readUploadFields(response.body)
    context.known.first = { body, hash, fields, exchange: response.exchange }
    if (flaws.length > 0) return fail(words.wrongFields(flaws))
    return pass(words.allFields)
  },
}

export const hashAgrees: Check = {
  id: 'hash-agrees',
  title: words.title.hashAgrees,
  sends: words.sends.nothing,
  async run(context) {
    const { body, hash, fields, exchange } = firstUpload(context)
    context.reuseExchange(exchange)
    const pairs = [
      ['hash', hash, fields.hash],
      ['size', body.length, fields.size],
    ] as const
    for (const [name, expected, got] of pairs) {
      if (got !== undefined && got !== expected) {
        return fail(words.otherFact(name, expected, got))
      }
    }
    const missing = pairs.find(([, , got]) => got === undefined)
    if (missing) return notApplicable(words.noFact(missing[0]))
    return pass(words.bothAgree)
  },
}

export const deduplicates: Check = {
  id: 'deduplicated',
  title: words.title.deduplicates,
  sends: words.sends.sameUpload(GIF_SIZE),
  async run(context) {
    const url = firstUrl(context)
    const { body, hash, fields } = firstUpload(context)
    const response = await sendRequest(context, uploadRequest(body, hash))
    if (!isSuccess(response)) return fail(words.secondRejected(describeResponse(response)))
    const { fields: again } = readUploadFields(response.body)
    if (again.deduplicated !== true) return fail(words.secondNotDeduplicated)
    if (again.url === undefined) return fail(words.secondWithoutUrl)
    if (again.url !== url) return fail(words.otherUrl(url, again.url))
    if (fields.deduplicated === true) {
      return fail(words.firstDeduplicated)
    }
    return pass(words.deduplicated)
  },
}

export const worksWithoutHash: Check = {
  id: 'without-hash',
  title: words.title.withoutHash,
  sends: words.sends.otherUpload(GIF_SIZE),
  async run(context) {
    const body = makeGif(context.random)
    const hash = await context.hash(body)
    const response = await sendRequest(context, uploadRequest(body))
    if (!isSuccess(response)) return fail(words.rejected(describeResponse(response)))
    const { fields } = readUploadFields(response.body)
    if (fields.hash === undefined) return fail(words.withoutHash)
    if (fields.hash === hash) return pass(words.rightHash)
    return fail(words.wrongHash(hash, fields.hash))
  },
}
