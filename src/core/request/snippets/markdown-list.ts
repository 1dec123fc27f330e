import { NOT_IN_URLS, UNSEEN } from '../../text/literals.ts'
import type { TaggedReference } from '../reference.ts'
import { lackFiles } from './lack.ts'
import type { Snippet } from './snippet.ts'

/** What has a meaning within the brackets of a link, in CommonMark and its usual extensions. */
const TEXT_MARKS = /[\\`*_[\]<>&~|$!^]/g

/** What has one in its address; `&` only where a name and a semicolon make it a character. */
const ADDRESS_MARKS = /[\\`()<>$]|&(?=#?[0-9A-Za-z]+;)/g

export const markdownList: Snippet = {
  id: 'markdown',
  label: 'Markdown',
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
 * A character by its number is never markup, whatever it is. U+0000 and halves of surrogate pairs
 * have no number that CommonMark takes.
 */
function numberOf(character: string): string {
  return /[\0\p{Cs}]/u.test(character) ? '\ufffd' : `&#${character.codePointAt(0)};`
}
