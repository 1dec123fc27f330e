import { TextDecoder } from 'node:util'

/** Byte order marks in hex. */
const MARKS: [encoding: string, mark: string][] = [
  ['utf-8', 'efbbbf'],
  ['utf-16le', 'fffe'],
  ['utf-16be', 'feff'],
]

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/i

/**
 * Decodes text as a browser does. A byte order mark takes precedence and is removed. Otherwise the
 * charset of the `Content-Type` applies, then UTF-8. Invalid bytes become U+FFFD.
 */
export function decodeText(bytes: Buffer, contentType = ''): string {
  const start = bytes.subarray(0, 3).toString('hex')
  const marked = MARKS.find(([, mark]) => start.startsWith(mark))?.[0]
  const [, quoted, bare] = CHARSET.exec(contentType) ?? []
  return decoderFor(marked ?? quoted ?? bare ?? 'utf-8').decode(bytes)
}

/** Replaces the charset of a `Content-Type` with UTF-8. */
export function withUtf8(contentType: string): string {
  return contentType.replace(CHARSET, '; charset=utf-8')
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch {
    return new TextDecoder()
  }
}
