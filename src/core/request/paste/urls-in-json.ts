import { type FoundUrl, isGatewayUrl, type KnownUrls, nameUrl } from '../../api/gateway-url.ts'
import { parseJson } from '../../text/parse-json.ts'

/** Members that hold words for a model: a URL in them is no reference. */
export const WORDS: ReadonlySet<string> = new Set(['prompt', 'text'])

/**
 * Every gateway URL that is a whole string of the JSON, in their order, also in strings that are
 * JSON themselves. An object's `name` is that of the URLs beside it.
 */
export function findUrlsInJson(text: string, known: KnownUrls): FoundUrl[] {
  const found: FoundUrl[] = []
  // A list of what is left, the next one last: values may be nested deeper than calls can be.
  const left: { value: unknown; name?: string | undefined }[] = [{ value: parseJson(text) }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, name } = next
    if (typeof value === 'string') {
      if (isGatewayUrl(value, known)) found.push(nameUrl(value, name))
      else if (looksLikeJson(value)) left.push({ value: parseJson(value) })
    } else if (Array.isArray(value)) {
      for (const item of value.toReversed()) left.push({ value: item })
    } else if (typeof value === 'object' && value !== null) {
      const own = 'name' in value && typeof value.name === 'string' ? value.name : undefined
      for (const [key, member] of Object.entries(value).reverse()) {
        if (!WORDS.has(key) || typeof member !== 'string') left.push({ value: member, name: own })
      }
    }
  }
  return found
}

/** Whether it is worth parsing: an object or an array. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text.slice(-100))
}
