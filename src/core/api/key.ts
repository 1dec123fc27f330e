/** Anything shorter is a name such as `varg_logo`, not a key. */
const KEY_IN_TEXT = /varg_[A-Za-z0-9_-]{12,}/g

const KEY_PATTERN = /^varg_[A-Za-z0-9_-]+$/

/** Whether the text has the shape of an API key: `varg_` and at least one more character. */
export function looksLikeKey(text: string): boolean {
  return KEY_PATTERN.test(text)
}

/**
 * Returns 32 hex digits of a SHA-256, which identify a key without revealing it. An insecure origin
 * has no SHA-256. There the result is random, so that nothing is remembered.
 */
export async function fingerprintOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const subtle: typeof crypto.subtle | undefined = crypto.subtle
  const digest = await subtle?.digest('SHA-256', bytes)
  const digits = digest ? new Uint8Array(digest) : crypto.getRandomValues(new Uint8Array(32))
  return Array.from(digits.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The only form in which a key may be shown: `varg_…` and its last 4 characters. A short key shows
 * none of them.
 */
export function maskKey(key: string): string {
  const secret = key.replace(/^varg_/, '')
  return secret.length < 12 ? 'varg_…' : `varg_…${secret.slice(-4)}`
}

/** Replaces keys with `$VARG_API_KEY`, in text that people pass on. */
export function hideKeys(text: string): string {
  return text.replace(KEY_IN_TEXT, '$$VARG_API_KEY')
}

/** Masks every key, as `varg_…1234`. Shorter text stays, such as `varg_logo.png`. */
export function redact(text: string): string {
  return text.replace(KEY_IN_TEXT, maskKey)
}

/**
 * Masks the secret part of a key, also where its prefix is escaped: `varg%5F…`, `varg\u005f…`. A
 * part shorter than 12 characters is not masked, because it may occur in any word.
 *
 * @param key any text that was sent as a key
 */
export function withoutSecret(text: string, key: string): string {
  const secret = key.startsWith('varg_') ? key.slice(5) : key
  return secret.length < 12 ? text : text.replaceAll(secret, () => `…${secret.slice(-4)}`)
}

/**
 * Copies plain data and changes each string in it.
 *
 * @param change masks keys by default
 */
export function redactAll<T>(data: T, change = redact): T {
  return redactAny(data, change) as T
}

function redactAny(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data)
  if (Array.isArray(data)) return data.map((one) => redactAny(one, change))
  if (typeof data !== 'object' || data === null) return data
  const entries = Object.entries(data)
  return Object.fromEntries(entries.map(([name, value]) => [name, redactAny(value, change)]))
}
