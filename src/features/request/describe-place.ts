import type { Composer } from '../../core/request/composer.ts'
import { tagReferences } from '../../core/request/reference.ts'
import { words } from './words.ts'

/** Says where a reference is after a move. */
export function describePlace(composer: Composer, id: string): string {
  const references = tagReferences(composer.draft().references)
  const place = references.findIndex((reference) => reference.id === id)
  const moved = references[place]
  if (!moved) return ''
  return words.moved(moved.name || moved.identifier, moved.tag, place + 1, references.length)
}
