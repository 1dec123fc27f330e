import type { ApiVersion } from '../../api/api-version.ts'
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
 * Else the provider is cut, and dashes, underscores and case make no difference.
 */
export function findFamily(model: string): ModelFamily | undefined {
  const id = model.trim()
  return BY_ID.get(id) ?? BY_ID.get(fold(id.replace(PROVIDER, '')))
}

function fold(id: string): string {
  return id.replaceAll('-', '_').toLowerCase()
}

/**
 * The name of a model for a version of the API. Version 2 accepts dashes, but its documents write
 * underscores, and only so a pinned name cannot be the key of another route: `piapi:seedance_2`.
 * Keys of a route, names that no document has, and all names for version 1 stay as they are typed.
 */
export function spellModel(model: string, version: ApiVersion): string {
  const spelled = model.replaceAll('-', '_')
  const isKey = model.includes(':') && BY_ID.has(model.trim())
  return version === 1 || isKey || !findFamily(model) ? model : spelled
}

/** The names of a family as version 1 spells them. Keys of a route stay as they are. */
export function idsOf({ ids }: ModelFamily): string[] {
  return ids.split(' ').map((id) => (id.includes(':') ? id : id.replaceAll('_', '-')))
}
