import { type FoundUrl, isGatewayUrl, type KnownUrls, nameUrl } from '../../api/gateway-url.ts'
import { parseJson } from '../../text/parse-json.ts'

/** Members with text for a model. A URL in them is not a reference. */
export const WORDS: ReadonlySet<string> = new Set(['prompt', 'text'])

/**
 * Finds gateway URLs that are whole strings in JSON, in order, also within strings of JSON. The
 * `name` of an object is the name of its URLs.
 */
export function findUrlsInJson(text: string, known: KnownUrls): FoundUrl[] {
  const found: FoundUrl[] = []
  // A stack of values instead of recursion, because JSON may be nested deeper than calls can be.
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

/** Whether the text may be an object or an array. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text.slice(-100))
}
