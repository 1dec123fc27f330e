import type { RowFacts } from './row-facts.ts'
import { words as tileWords } from './tile-words.ts'
import { words } from './words.ts'

/** Words for what a row or tile only draws: the stage of a file at rest, and what is known of it. */
export function stateWords({ upload, entry }: RowFacts): string[] {
  if (!upload) {
    const origin = entry?.result.deduplicated ? words.deduplicated : words.new
    return [
      tileWords.stage.uploaded,
      origin,
      entry?.imported ? words.imported : words.verified,
      ...(entry?.checkedAt === undefined ? [] : [words.urlChecked]),
    ]
  }
  const { stage } = upload
  if (stage.name !== 'uploaded') return []
  return [
    tileWords.stage.uploaded,
    ...(stage.origin === 'new' ? [words.new] : []),
    words.verified,
    ...(stage.fetchedBack === undefined ? [] : [words.urlChecked]),
  ]
}
