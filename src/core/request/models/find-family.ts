import { FAMILIES } from './families.ts'
import type { ModelFamily } from './family.ts'

/** A name may be pinned to one of the gateway's providers: `fal:kling_v3`. */
const PROVIDER = /^(fal|piapi|elevenlabs|higgsfield|heygen|together|groq|rendi):/i

const BY_ID = new Map(
  FAMILIES.flatMap((family) =>
    family.ids.split(' ').map((id) => [id.includes(':') ? id : fold(id), family] as const),
  ),
)

/**
 * Returns the family of a model, or undefined for a model that no document names. Exact keys win.
 * Otherwise the provider and case are ignored, and dashes equal underscores.
 */
export function findFamily(model: string): ModelFamily | undefined {
  const id = model.trim()
  return BY_ID.get(id) ?? BY_ID.get(fold(id.replace(PROVIDER, '')))
}

function fold(id: string): string {
  return id.replaceAll('-', '_').toLowerCase()
}

/**
 * The names of a family as version 1 spells them, which version 2 accepts, too. Keys of a route stay
 * as they are.
 */
export function idsOf({ ids }: ModelFamily): string[] {
  return ids.split(' ').map((id) => (id.includes(':') ? id : id.replaceAll('_', '-')))
}
