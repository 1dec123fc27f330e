/** Byte order marks. */
const MARKS: [encoding: string, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/i

/**
 * Decodes text as a browser does. A byte order mark takes precedence and is removed. Otherwise the
 * charset of the `Content-Type` applies, then UTF-8. Invalid bytes become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]
  const [, quoted, bare] = CHARSET.exec(contentType) ?? []
  return decoderFor(marked ?? quoted ?? bare ?? 'utf-8').decode(bytes)
}

/** Replaces the charset of a `Content-Type` with UTF-8. */
export function withUtf8(contentType: string): string {
  return contentType.replace(CHARSET, '; charset=utf-8')
}

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding)
  } catch {
    return new TextDecoder()
  }
}
