import { askGateway, describeAnswer, isSuccess, uploadOf } from './ask-gateway.ts'
import type { Check, CheckContext, FirstUpload } from './check.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { readUploadFields } from './upload-fields.ts'
import { fail, Judged, notApplicable, pass } from './verdict.ts'

/** @throws {Judged} where there is none to go on with */
export function firstUpload({ known: { first } }: CheckContext): FirstUpload {
  if (first) return first
  throw new Judged(notApplicable('It needs an upload that was answered, and there was none.'))
}

/** The URL of the first upload. @throws {Judged} where there is none to go on with */
export function firstUrl(context: CheckContext): string {
  const { url } = firstUpload(context).fields
  if (url !== undefined) return url
  throw new Judged(notApplicable('It needs the URL of an upload, and none was answered.'))
}

export const sixFields: Check = {
  id: 'six-fields',
  title: 'An upload answers all six fields',
  sends: `one upload of ${GIF_SIZE} bytes`,
  async run(context) {
    const body = makeGif(context.random)
    const hash = await context.hash(body)
    const asked = await askGateway(context, uploadOf(body, hash))
    if (!isSuccess(asked)) return fail(`The upload is refused: ${describeAnswer(asked)}.`)
    const { fields, flaws } = readUploadFields(asked.body)
    context.known.first = { body, hash, fields, exchange: asked.exchange }
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
    context.cite(exchange)
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
    const asked = await askGateway(context, uploadOf(body, hash))
    if (!isSuccess(asked)) return fail(`The second upload is refused: ${describeAnswer(asked)}.`)
    const { fields: again } = readUploadFields(asked.body)
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
    const asked = await askGateway(context, uploadOf(body))
    if (!isSuccess(asked)) return fail(`It is refused: ${describeAnswer(asked)}.`)
    const { fields } = readUploadFields(asked.body)
    if (fields.hash === undefined) return fail('It is answered without a hash.')
    if (fields.hash === hash) return pass('It is taken, and the hash in the answer is right.')
    return fail(`The hash in the answer is another: expected ${hash}, got ${fields.hash}.`)
  },
}
