import { ASK, LIST, REMOVE } from '../../api/v2/files-v2.ts'
import { findListed, LISTED_NAMES } from '../../api/v2/stated-file.ts'
import type { Exchange } from '../exchange.ts'
import type { Check, CheckContext } from './check.ts'
import { EarlyResult, fail, notApplicable, pass } from './check-result.ts'
import { FILE_NAME } from './check-upload.ts'
import { makeCall } from './gateway-client.ts'
import { makeGif } from './tiny-gif.ts'
import { firstWithUrl } from './upload-checks.ts'
import { words } from './words.ts'

/** Milliseconds. Files older than this are not listed. Clocks may be wrong by hours. */
const RECENT = 86_400_000

/** Pages of the list that are read at most, of {@link PAGE_SIZE} files each. */
const MAX_PAGES = 10
const PAGE_SIZE = 100

export const finds: Check = {
  id: 'asked',
  title: words.title.asked,
  sends: words.sends.asked,
  async run(context) {
    const { url, body, hash } = firstWithUrl(context)
    // The call takes a hash in any form.
    const bare = hash.slice(7) as typeof hash
    for (const form of [hash, bare]) {
      const { result } = await makeCall(context, ASK, form)
      if (!result) return fail(words.notKnown(form))
      if (result.url !== url) return fail(words.otherUrl(url, result.url))
      const { size = body.length } = result
      if (size !== body.length) return fail(words.otherFact('size', body.length, size))
    }
    const other = await context.hash(makeGif(context.random))
    const { result } = await makeCall(context, ASK, other)
    return result ? fail(words.knowsAll(result.url)) : pass(words.knownOnly)
  },
}

export const lists: Check = {
  id: 'listed',
  title: words.title.listed,
  sends: words.sends.list,
  async run(context) {
    const { url, body, fields } = firstWithUrl(context)
    const listed = await findInList(context, url)
    if (!listed) return fail(words.notListed)
    const { entry } = listed
    context.known.listed = listed
    const id = entry[LISTED_NAMES.file_id]
    if (fields.file_id === undefined && typeof id === 'string') context.known.made.add(id)
    for (const [name, own] of Object.entries(LISTED_NAMES)) {
      const expected = own === 'size_bytes' ? body.length : fields.file_id
      const got = entry[own] ?? undefined
      if (got === undefined && name in entry) return fail(words.misnamed(own, name))
      if (got !== undefined && expected !== undefined && got !== expected) {
        return fail(words.otherFact(own, expected, String(got)))
      }
    }
    return pass(words.listed)
  },
}

export const keepsName: Check = {
  id: 'named',
  title: words.title.named,
  sends: words.sends.nothing,
  async run(context) {
    const { listed } = context.known
    if (!listed) return notApplicable(words.needsList)
    context.reuseExchange(listed.exchange)
    const { filename } = listed.entry
    if (filename === FILE_NAME) return pass(words.named(FILE_NAME))
    if (filename === undefined) return notApplicable(words.notStated('filename'))
    return fail(words.otherFact('name', FILE_NAME, String(filename).slice(0, 80)))
  },
}

/** Deletes all files of the run. It is the last check. */
export const removes: Check = {
  id: 'removed',
  title: words.title.removed,
  sends: words.sends.removal,
  async run(context) {
    const { made } = context.known
    if (made.size === 0) return notApplicable(words.needsId)
    let refusal: EarlyResult | undefined
    for (const id of made) {
      try {
        await makeCall(context, REMOVE, id)
      } catch (caught) {
        if (!(caught instanceof EarlyResult)) throw caught
        refusal ??= caught
      }
    }
    if (refusal) throw refusal
    return (await findInList(context, firstWithUrl(context).url))
      ? fail(words.stillListed)
      : pass(words.removed)
  },
}

/**
 * Looks for a file among the recent uploads.
 *
 * @throws {EarlyResult} when the list cannot be read, or is too long
 */
async function findInList(
  context: CheckContext,
  url: string,
): Promise<{ entry: Record<string, unknown>; exchange: Exchange } | undefined> {
  let cursor: number | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const filter = { kind: 'upload', from: context.at - RECENT, limit: PAGE_SIZE, cursor } as const
    const { result, response } = await makeCall(context, LIST, filter)
    const entry = findListed(response.body, url)
    if (entry) return { entry, exchange: response.exchange }
    if (result.next === undefined) return undefined
    cursor = result.next
  }
  throw new EarlyResult(notApplicable(words.longList(MAX_PAGES * PAGE_SIZE)))
}
