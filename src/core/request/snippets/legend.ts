import { quoteText, UNSEEN } from '../../text/literals.ts'
import type { TaggedReference } from '../reference.ts'

/**
 * A comment that says what a tag and an identifier stand for:
 * `// @image1 = DINESH_REF: dinesh front.png`. A name that would not stay on its line, or within a
 * comment of any kind, is written as a literal of JSON.
 */
export function writeLegendLine({ tag, identifier, name }: TaggedReference): string {
  return `// ${tag} = ${identifier}: ${writeName(name)}`
}

function writeName(name: string): string {
  const isPlain = /^[^\s"](.*\S)?$/u.test(name) && name.search(UNSEEN) < 0 && !name.includes('*/')
  return isPlain ? name : quoteText(name).replaceAll('*/', '*\\/')
}
