import { nameInHeader } from '../../core/api/v2/file-name-header.ts'

/** Maximum characters of a name. */
const MAX_NAME = 255

/**
 * The name in the header `X-Filename`: percent-decoded if possible, else as it was sent. Node reads
 * headers as Latin-1, so names that were sent as UTF-8 are decoded first. Undefined without a name.
 */
export function readFileName(header: string | string[] | undefined): string | undefined {
  return header === undefined ? undefined : cleanFileName(nameInHeader(decodeBytes(String(header))))
}

/** The last part of a path, without control characters. Undefined when nothing is left. */
export function cleanFileName(name: string): string | undefined {
  const last = name.replace(/^.*[/\\]/s, '').replace(/[\p{Cc}\p{Cs}]/gu, '')
  return [...last].slice(0, MAX_NAME).join('').trim() || undefined
}

function decodeBytes(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}
