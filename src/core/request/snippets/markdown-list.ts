import { NOT_IN_URLS, UNSEEN } from '../../text/literals.ts'
import type { TaggedReference } from '../reference.ts'
import { FORMATS } from './formats.ts'
import { lackFiles } from './lack.ts'
import type { Snippet } from './snippet.ts'

/** Characters that are special in the text of a link, in CommonMark and its usual extensions. */
const TEXT_MARKS = /[\\`*_[\]<>&~|$!^]/g

/** Characters that are special in an address. `&` is special only in a character reference. */
const ADDRESS_MARKS = /[\\`()<>$]|&(?=#?[0-9A-Za-z]+;)/g

export const markdownList: Snippet = {
  id: 'markdown',
  label: FORMATS.markdown,
  language: 'markdown',
  isRequest: false,
  lack: lackFiles,
  write: ({ references }) => references.map(writeItem).join('\n'),
}

function writeItem({ kind, name, url }: TaggedReference): string {
  const text = name.replace(TEXT_MARKS, '\\$&').replace(UNSEEN, numberOf)
  const address = url.replace(ADDRESS_MARKS, '\\$&').replace(NOT_IN_URLS, numberOf)
  return `- ${kind === 'image' ? '!' : ''}[${text}](${address})`
}

/**
 * Writes a numeric character reference, which is never read as markup. Writes U+FFFD for U+0000 and
 * lone surrogates, which have none in CommonMark.
 */
function numberOf(character: string): string {
  return /[\0\p{Cs}]/u.test(character) ? '\ufffd' : `&#${character.codePointAt(0)};`
}
