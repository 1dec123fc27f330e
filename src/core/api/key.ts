/** What is shorter is no key, but a name. */
const KEY_IN_TEXT = /varg_[A-Za-z0-9_-]{12,}/g

const KEY_PATTERN = /^varg_[A-Za-z0-9_-]+$/

/** Whether the text has the shape of an API key: `varg_` and at least one more character. */
export function looksLikeKey(text: string): boolean {
  return KEY_PATTERN.test(text)
}

/**
 * Names whose key it is without giving it away: 32 hex digits of a SHA-256. On an insecure
 * origin, which has none, it is another at each call, so that nothing is remembered there.
 */
export async function fingerprintOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const subtle: typeof crypto.subtle | undefined = crypto.subtle
  const digest = await subtle?.digest('SHA-256', bytes)
  const digits = digest ? new Uint8Array(digest) : crypto.getRandomValues(new Uint8Array(32))
  return Array.from(digits.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The only form in which a key may be shown: `varg_…` and its last 4 characters, if it is long enough to hide the rest. */
export function maskKey(key: string): string {
  const secret = key.replace(/^varg_/, '')
  return secret.length < 12 ? 'varg_…' : `varg_…${secret.slice(-4)}`
}

/** A text without the keys that somebody pasted along: what is put together here is meant to be passed on. */
export function hideKeys(text: string): string {
  return text.replace(KEY_IN_TEXT, '$$VARG_API_KEY')
}

/** A text in which every key is masked, as `varg_…1234`. What is too short for a key is a name, as of `varg_logo.png`. */
export function redact(text: string): string {
  return text.replace(KEY_IN_TEXT, maskKey)
}

/**
 * A text without the secret part of a key, in whatever notation the rest of it stands: `varg%5F…`,
 * `varg\u005f…`. A shorter one than 12 characters is no secret, but may be part of any word.
 *
 * @param key may be anything that was sent in the place of one
 */
export function withoutSecret(text: string, key: string): string {
  const secret = key.startsWith('varg_') ? key.slice(5) : key
  return secret.length < 12 ? text : text.replaceAll(secret, () => `…${secret.slice(-4)}`)
}
