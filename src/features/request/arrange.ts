import type { Composer } from '../../core/request/composer.ts'
import { renumberTags } from '../../core/request/mentions.ts'
import { tagReferences } from '../../core/request/reference.ts'

/** Moves or removes references; the tags in the prompt follow them. */
export function arrange(composer: Composer, change: () => void): void {
  const former = composer.draft().references
  change()
  const { prompt, references } = composer.draft()
  const next = renumberTags(prompt, tagReferences(former), tagReferences(references))
  if (next !== prompt) composer.change({ prompt: next })
}
