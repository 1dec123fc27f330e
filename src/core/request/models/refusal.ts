import type { MediaKind } from '../../media/media-kind.ts'
import type { ModelFamily } from './family.ts'
import { findFamily } from './find-family.ts'
import { describeNeed, missingKinds } from './places.ts'
import { words } from './refusal-words.ts'
import { describeSeconds, takesSeconds } from './seconds.ts'
import { words as modelWords } from './words.ts'

/**
 * Returns what the documents of a model forbid in a body, with the field to blame. What they leave
 * open or disagree on is allowed.
 *
 * @param kinds the kind of each file, undefined when it is unknown
 */
export function findRefusal(
  model: string,
  kinds: readonly (MediaKind | undefined)[],
  duration: number | string | undefined,
): { field: 'files' | 'duration'; message: string } | undefined {
  const family = findFamily(model)
  if (!family) return undefined
  const files = refuseFiles(family, kinds)
  if (files !== undefined) return { field: 'files', message: files }
  const { name, refuses, seconds = [] } = family
  if (refuses !== 'seconds' || typeof duration !== 'number') return undefined
  if (seconds.some((allowed) => takesSeconds(allowed, duration))) return undefined
  const allowed = seconds.map(describeSeconds).join(words.or)
  return { field: 'duration', message: words.duration(allowed, name, duration) }
}

function refuseFiles(
  family: ModelFamily,
  kinds: readonly (MediaKind | undefined)[],
): string | undefined {
  const { name, files, refuses, isInferred } = family
  const [missing] = isInferred ? [] : missingKinds(family, kinds)
  if (missing) return words.needs(describeNeed(family, missing), name)
  const most = files?.image?.[1] ?? 0
  const isFull = refuses === 'files' && kinds.filter((kind) => kind === 'image').length > most
  return isFull ? words.atMost(modelWords.files.image(most), name) : undefined
}
