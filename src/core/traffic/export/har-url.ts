/** Matches characters that RFC 3986 forbids in URLs. They are percent-encoded. */
const FORBIDDEN = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu

export interface HarUrl {
  url: string
  queryString: { name: string; value: string }[]
}

/** Writes a URL that every HAR reader accepts. Other schemes become `invalid:…`. */
export function harUrlOf(text: string): HarUrl {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    return { url: `invalid:url?${encodeForbidden(text)}`, queryString: [] }
  }
  const { protocol, host, pathname, search, searchParams } = new URL(text)
  return {
    // The host may contain brackets. Passwords and fragments are never sent.
    url: `${protocol}//${host}${encodeForbidden(pathname + search)}`,
    queryString: [...searchParams].map(([name, value]) => ({ name, value })),
  }
}

function encodeForbidden(text: string): string {
  return text.replace(FORBIDDEN, (character) =>
    /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character),
  )
}
