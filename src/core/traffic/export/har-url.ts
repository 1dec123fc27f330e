/** What RFC 3986 has in URLs; everything else is written as `%20` and so on. */
const FOREIGN = /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu

export interface HarUrl {
  url: string
  queryString: { name: string; value: string }[]
}

/** The URL so that every reader of the format takes it. What is none of the web's is `invalid:…`. */
export function harUrlOf(text: string): HarUrl {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    return { url: `invalid:url?${encodeForeign(text)}`, queryString: [] }
  }
  const { protocol, host, pathname, search, searchParams } = new URL(text)
  return {
    // Brackets have their place in hosts alone. A password, or a fragment, is never sent.
    url: `${protocol}//${host}${encodeForeign(pathname + search)}`,
    queryString: [...searchParams].map(([name, value]) => ({ name, value })),
  }
}

function encodeForeign(text: string): string {
  return text.replace(FOREIGN, (character) =>
    /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character),
  )
}
