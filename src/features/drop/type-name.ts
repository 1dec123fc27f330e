import { words } from './dropped-words.ts'

/** Names for the types that people drop by mistake most often. */
const KINDS: readonly [type: RegExp, name: string][] = [
  [/spreadsheet|excel/, words.spreadsheet],
  [/presentation|powerpoint/, words.presentation],
  [/word|opendocument\.text|rtf/, words.document],
  [/zip|tar|rar|7z|gzip|compressed/, words.archive],
]

/** A short name for a media type: "PDF", "Spreadsheet". */
export function nameType(mediaType: string | undefined): string {
  if (mediaType === undefined) return words.unknownType
  const known = KINDS.find(([type]) => type.test(mediaType))
  if (known) return known[1]
  const subtype = mediaType.split('/')[1]?.replace(/^x-/, '') ?? ''
  return /^[a-z0-9]{2,5}$/.test(subtype) ? subtype.toUpperCase() : mediaType
}
