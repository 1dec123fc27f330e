import type { ApiVersion } from '../../api/api-version.ts'
import type { Check, CheckContext, FirstUpload } from './check.ts'
import { EarlyResult, fail, notApplicable, pass } from './check-result.ts'
import { acceptUpload } from './check-upload.ts'
import { GIF_SIZE, makeGif } from './tiny-gif.ts'
import { words } from './words.ts'

/** @throws {EarlyResult} when no earlier upload succeeded */
function firstUpload({ known: { first } }: CheckContext): FirstUpload {
  if (first) return first
  throw new EarlyResult(notApplicable(words.needsUpload))
}

/** The first upload and its URL. @throws {EarlyResult} when the gateway returned no valid URL */
export function firstWithUrl(context: CheckContext): FirstUpload & { url: string } {
  const first = firstUpload(context)
  const { url } = first.fields
  if (url !== undefined) return { ...first, url }
  throw new EarlyResult(notApplicable(words.needsUrl))
}

/** Version 1 promises six fields, version 2 only the URL. */
export function promisedFields(version: ApiVersion): Check {
  const isFirst = version === 1
  return {
    id: isFirst ? 'six-fields' : 'fields',
    title: isFirst ? words.title.sixFields : words.title.fields,
    sends: words.sends.upload(GIF_SIZE),
    async run(context) {
      const body = makeGif(context.random)
      const hash = await context.hash(body)
      const upload = { body, announced: hash }
      const { fields, flaws, absent, exchange } = await acceptUpload(
        context,
        upload,
        words.uploadRejected,
      )
      context.known.first = { body, hash, fields, exchange }
      if (flaws.length > 0) return fail(words.wrongFields(version, flaws))
      return pass(isFirst ? words.allFields : words.otherFields(absent))
    },
  }
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
    const { url, body, hash, fields } = firstWithUrl(context)
    const upload = { body, announced: hash }
    const { fields: again } = await acceptUpload(context, upload, words.secondRejected)
    if (again.deduplicated === undefined && context.version === 2) {
      return notApplicable(words.notStated('deduplicated'))
    }
    if (again.deduplicated !== true) return fail(words.secondNotDeduplicated)
    if (again.url === undefined) return fail(words.secondWithoutUrl)
    if (again.url !== url) return fail(words.otherUrl(url, again.url))
    if (fields.deduplicated === true) {
      return fail(words.firstDeduplicated)
    }
    return pass(words.deduplicated)
  },
}

export const takesBareHash: Check = {
  id: 'bare-hash',
  title: words.title.bareHash,
  sends: words.sends.sameUpload(GIF_SIZE),
  async run(context) {
    const { url, body, hash } = firstWithUrl(context)
    const upload = { body, announced: hash.slice(7) }
    const { fields } = await acceptUpload(context, upload, words.rejected)
    return fields.url === url || fields.url === undefined
      ? pass(words.isAccepted)
      : fail(words.otherUrl(url, fields.url))
  },
}

export const worksWithoutHash: Check = {
  id: 'without-hash',
  title: words.title.withoutHash,
  sends: words.sends.otherUpload(GIF_SIZE),
  async run(context) {
    const body = makeGif(context.random)
    const hash = await context.hash(body)
    const { fields } = await acceptUpload(context, { body }, words.rejected)
    if (fields.hash === hash) return pass(words.rightHash)
    if (fields.hash !== undefined) return fail(words.wrongHash(hash, fields.hash))
    return context.version === 1 ? fail(words.withoutHash) : pass(words.isAccepted)
  },
}
