/** Maximum bytes of a name in UTF-8, the limit of most file systems. */
const MAX_BYTES = 255

const encoder = new TextEncoder()

/**
 * The value of `X-Filename`: the last part of the path, never a folder. Percent-encodes `%`
 * and all but printable ASCII as UTF-8, because other characters are unsafe in a header. Also
 * encodes spaces at the ends, which HTTP removes. Empty when there is no name.
 */
export function fileNameHeader(path: string): string {
  const name = shorten(path.replace(/^.*[/\\]/s, ''))
  return name.replace(/[^\x20-\x7e]|%|^ +| +$/gu, percentEncode)
}

/** The file name of a header value. A value that was not percent-encoded is the name itself. */
export function nameInHeader(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The name of a listed file. The gateway may keep a {@link fileNameHeader} without decoding it. */
export function listedName(value: string): string {
  const name = nameInHeader(value)
  return fileNameHeader(name) === value ? name : value
}

function percentEncode(text: string): string {
  return Array.from(
    encoder.encode(text),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
}

/** Shortens the stem, so that the extension stays. */
function shorten(name: string): string {
  const [extension = ''] = /\.[a-z0-9]{1,16}$/i.exec(name) ?? []
  let stem = [...name.slice(0, name.length - extension.length)]
  const most = MAX_BYTES - extension.length
  let size = encoder.encode(stem.join('')).length
  while (size > most) {
    // A character has at most four bytes, so at least this many must go.
    const excess = Math.ceil((size - most) / 4)
    stem = stem.slice(0, -excess)
    size = encoder.encode(stem.join('')).length
  }
  return stem.join('') + extension
}
