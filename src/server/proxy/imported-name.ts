import type { IncomingHttpHeaders } from 'node:http'
import { kindInUrl } from '../../core/media/media-kind.ts'

/** Maximum characters of a name, counted from its end. */
const MAX_READ = 1_000

/** Maximum bytes of a name without its extension. Most file systems allow 255 with it. */
const MAX_STEM = 200

/**
 * A file name from `Content-Disposition`, else from the last part of the URL. It has no folder, no
 * characters that control a terminal or the direction of text, and none that a system reserves.
 *
 * @param extension of the detected type. It is added to a name without a media extension
 */
export function importedName(url: URL, headers: IncomingHttpHeaders, extension: string): string {
  const given =
    cleanName(nameInHeader(headers['content-disposition'])) ||
    cleanName(decode(url.pathname.split('/').at(-1) ?? '')) ||
    'imported'
  const [whole, stem = '', own = ''] = /^(.+)\.([a-z0-9]{1,16})$/i.exec(given) ?? []
  if (whole !== undefined && kindInUrl(given) !== undefined) return `${shorten(stem)}.${own}`
  return `${shorten(given)}.${extension}`
}

/** The `filename*` of RFC 6266, else `filename`. */
function nameInHeader(field = ''): string {
  const [, encoded] = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;]*)/i.exec(field) ?? []
  if (encoded !== undefined) return decode(encoded.trim())
  const match = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/i.exec(field)
  const text = match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2]?.trim() ?? ''
  // Node reads headers as Latin-1, but most servers send UTF-8.
  const utf8 = Buffer.from(text, 'latin1').toString()
  return utf8.includes('\uFFFD') ? text : utf8
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last
    .slice(-MAX_READ)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
}

/** Shortens to {@link MAX_STEM} bytes without splitting a character. */
function shorten(stem: string): string {
  let size = 0
  let kept = ''
  for (const character of stem) {
    size += Buffer.byteLength(character)
    if (size > MAX_STEM) break
    kept += character
  }
  return kept
}
