const KEY_PATTERN = /^varg_[A-Za-z0-9_-]+$/

/** Whether the text has the shape of an API key: `varg_` and at least one more character. */
export function looksLikeKey(text: string): boolean {
  return KEY_PATTERN.test(text)
}

/** The key in what somebody pasted: also out of quotes, `Bearer …` or a line of a `.env` file. */
export function findKey(pasted: string): string | undefined {
  const bare = pasted
    .trim()
    .replace(/^(VARG_API_KEY\s*=|Bearer\s)\s*/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
  return looksLikeKey(bare) ? bare : undefined
}

/** The only form in which a key may be shown: `varg_…` and its last 4 characters, if it is long enough to hide the rest. */
export function maskKey(key: string): string {
  const secret = key.replace(/^varg_/, '')
  return secret.length < 12 ? 'varg_…' : `varg_…${secret.slice(-4)}`
}
