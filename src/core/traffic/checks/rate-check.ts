import { headerOf } from '../observed-call.ts'
import type { Check } from './check.ts'
import { fail, notApplicable, pass } from './check-result.ts'
import { words } from './words.ts'

const WHOLE = /^\d+$/
const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Headers of the rate limit, and their documented forms. */
const FORMS = [
  ['X-RateLimit-Limit', WHOLE, words.wholeNumber],
  ['X-RateLimit-Remaining', WHOLE, words.wholeNumber],
  ['X-RateLimit-Reset', ISO_DATE, words.isoDate],
] as const

export const statesLimit: Check = {
  id: 'rate-headers',
  title: words.title.rateHeaders,
  sends: words.sends.nothing,
  async run({ known, reuseExchange }) {
    const [first] = known.limited
    if (!first) return notApplicable(words.noRateHeaders)
    for (const exchange of known.limited) {
      for (const [name, form, expected] of FORMS) {
        const got = headerOf(exchange.response?.headers ?? [], name)
        if (got !== undefined && !form.test(got)) {
          reuseExchange(exchange)
          return fail(words.wrongHeader(name, expected, got.slice(0, 80)))
        }
      }
    }
    reuseExchange(first)
    return pass(words.rateHeaders(known.limited.length))
  },
}
