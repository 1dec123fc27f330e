import type { Composer, NewReference } from '../../core/request/composer.ts'
import { type TaggedReference, tagReferences } from '../../core/request/reference.ts'
import { words as addedWords } from './added-words.ts'
import type { Note } from './note.ts'
import { words as swapWords } from './swap-words.ts'

/**
 * Swaps a reference for the first file, and inserts the others after it.
 *
 * @returns what to say, or undefined when there is no such reference
 */
export function swapReferences(
  composer: Composer,
  id: string,
  [file, ...others]: readonly NewReference[],
): Note | undefined {
  const { references, prompt } = composer.draft()
  const former = tagReferences(references)
  const before = former.find((reference) => reference.id === id)
  if (!before || !file) return undefined
  const isSwapped = composer.swap(id, file)
  const left = composer.add(others, former.indexOf(before) + 1)

  const after = composer.draft()
  const tagged = tagReferences(after.references)
  const now = tagged.find((reference) => reference.id === id) ?? before
  const added = tagged.length - former.length
  const other = former.find(({ url }) => url === file.url)
  const exchanged = other && tagged.find((reference) => reference.id === other.id)
  const sentences = [
    !isSwapped
      ? swapWords.sameFile(now.tag)
      : exchanged
        ? swapWords.exchanged(now.tag, nameOf(now), exchanged.tag, nameOf(exchanged))
        : swapWords.swapped(before.tag, now.tag, nameOf(now)),
  ]
  if (added > 0) sentences.push(addedWords.added(added))
  if (left > 0) sentences.push(addedWords.notAdded(left))
  const sentence = sentences.join(' ')
  if (after.references === references) return { sentence }
  return { sentence, after, undo: () => composer.change({ references, prompt }) }
}

function nameOf({ name, identifier }: TaggedReference): string {
  return name || identifier
}
