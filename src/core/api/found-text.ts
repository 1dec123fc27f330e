import { words } from './found-words.ts'
import { maskKey } from './key.ts'

/** Prefixes of keys of other services. */
const FOREIGN =
  /(?:^|[^\w-])((?:sk|pk|rk|xai|nvapi|pplx|tvly|key|glpat)-(?:ant-|proj-|or-)?|(?:[sprw]k|key)_(?:live_|test_)|gh[oprsu]_|github_pat_|hf_|r8_|gsk_|xox[abp]-|AIza|AKIA|eyJ)[\w.-]{3,}/

/** A key with dots, stars or bullets in it, as in a list of keys. */
const MASKED = /varg_[\w-]*(?:\.{2,}|[*•●·∙⋅]{2,})[.*•●·∙⋅]*([\w-]*)/

/**
 * Describes what a text contains instead of a single key. The description follows the word "found"
 * and shows at most the last four characters of a secret.
 *
 * @param text without invisible characters
 */
export function describeFoundText(text: string): string {
  if (text === '') return words.spaces
  const masked = MASKED.exec(text)
  if (masked) return words.maskedKey(maskKey(`varg_${masked[1]?.padStart(16, '.')}`))
  const keys = new Set(text.match(/(?<![\w-])varg_[\w-]+/g))
  if (keys.size > 1) {
    return words.keys(keys.size, Array.from(keys, maskKey).slice(0, 3))
  }
  const [, behind] = /(?<![\w-])varg_[\w-]+(\s+[\w-]|[^\w\s-])/.exec(text) ?? []
  if (behind?.trim() !== behind) return words.brokenKey
  if (behind !== undefined) return words.oddKey(behind)
  const [, prefix] = FOREIGN.exec(text) ?? []
  if (prefix !== undefined) return words.otherService(prefix)
  if (text.includes('VARG_API_KEY')) return words.variableName
  if (/^https?:\/\//i.test(text)) return words.webAddress
  return words.noKey
}
