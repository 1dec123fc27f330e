import { type HistoryEntry, nameOf } from '../history/history.ts'
import { quoteText } from '../text/literals.ts'
import { tagReferences } from './reference.ts'
import { referenceOfEntry } from './reference-of.ts'
import { words } from './refs-words.ts'

const HEADER = words.head.map((line) => `// ${line}`).join('\n')

/**
 * Writes the history as a TypeScript module, without removed entries. Each file is a comment with
 * its name as a string literal, and `const NAME_REF = "…";`.
 */
export function writeRefs(entries: readonly HistoryEntry[]): string {
  const references = entries
    .filter(({ removed }) => !removed)
    .map((entry, index) => ({
      ...referenceOfEntry(entry),
      id: String(index),
      fileName: nameOf(entry.paths[0]),
    }))
  const tagged = tagReferences(references)
  const constants = tagged.map(
    ({ identifier, url }, index) =>
      `// ${quoteText(references[index]?.fileName ?? '')}\nconst ${identifier} = ${quoteText(url)};\n`,
  )
  const names = tagged.map(({ identifier }) => `  ${identifier},\n`)
  return [HEADER, ...constants, `export {\n${names.join('')}};`].join('\n').concat('\n')
}
