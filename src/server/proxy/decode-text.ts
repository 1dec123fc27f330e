import { TextDecoder } from 'node:util'

/** What a text may begin with to say how it is written. */
const MARKS: [encoding: string, mark: string][] = [
  ['utf-8', 'efbbbf'],
  ['utf-16le', 'fffe'],
  ['utf-16be', 'feff'],
]

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/i

/**
 * The text that a browser would read: by its byte order mark, which is removed, else by the charset
 * of its `Content-Type`, else as UTF-8. Bytes that are no text become U+FFFD.
 */
export function decodeText(bytes: Buffer, contentType = ''): string {
  const start = bytes.subarray(0, 3).toString('hex')
  const marked = MARKS.find(([, mark]) => start.startsWith(mark))?.[0]
  const [, quoted, bare] = CHARSET.exec(contentType) ?? []
  return decoderFor(marked ?? quoted ?? bare ?? 'utf-8').decode(bytes)
}

/** A `Content-Type` of the same text in UTF-8. */
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
