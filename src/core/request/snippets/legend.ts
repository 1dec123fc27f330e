import { kindOf } from '../../media/media-kind.ts'
import { quoteText, UNSEEN } from '../../text/literals.ts'
import { spellsName, type TaggedReference } from '../reference.ts'

/** Whether a reference needs a legend, because its constant hides its name or kind. */
export function hasOwnLegend({ identifier, name, kind, url }: TaggedReference): boolean {
  return !spellsName(identifier, name) || kindOf('', url) !== kind
}

/**
 * Writes a comment that explains a tag and an identifier:
 * `// @image1 = DINESH_REF: dinesh front.png`. A name that could end its line or the comment is
 * written as a JSON string.
 */
export function writeLegendLine({ tag, identifier, name }: TaggedReference): string {
  return `// ${tag} = ${identifier}: ${writeName(name)}`
}

function writeName(name: string): string {
  const isPlain = /^[^\s"](.*\S)?$/u.test(name) && name.search(UNSEEN) < 0 && !name.includes('*/')
  return isPlain ? name : quoteText(name).replaceAll('*/', '*\\/')
}
