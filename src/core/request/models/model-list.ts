import { MEDIA_KINDS, type MediaKind } from '../../media/media-kind.ts'
import { formatList } from '../../text/format-list.ts'
import { ENDPOINTS, type RequestKind } from '../generation.ts'
import { FAMILIES } from './families.ts'
import type { ModelFamily } from './family.ts'
import { findFamily, idsOf } from './find-family.ts'
import { missingKinds, rolesOfFiles, takesFace } from './places.ts'
import { shortSeconds, takesSeconds } from './seconds.ts'
import { words } from './words.ts'

/** A model to choose. */
export interface ListedModel {
  id: string
  state: ModelFamily['state']
  /** "up to 2 images: start frame and end frame · 3–15 s". Empty when no document says it. */
  takes: string
}

const ORDER = ['recommended', undefined, 'legacy', 'deprecated'] as const

/**
 * Returns the documented models for a kind of request, recommended ones first.
 *
 * @param query words that the name of the model or what it takes must have
 * @param fitting the files that it must have places for, and no fewer than it needs
 */
export function listModels(
  kind: RequestKind,
  query: string,
  fitting?: readonly MediaKind[],
): ListedModel[] {
  const wanted = query.toLowerCase().replaceAll('_', '-').split(/\s+/)
  const families = FAMILIES.filter(
    (family) => isFor(family, kind) && (!fitting || fits(family, fitting)),
  )
  return ORDER.flatMap((state) => families.filter((family) => family.state === state)).flatMap(
    (family) => {
      const takes = describeFamily(family)
      return idsOf(family)
        .filter((id) => {
          const text = `${id} ${family.name} ${takes}`.toLowerCase()
          return wanted.every((word) => text.includes(word))
        })
        .map((id) => ({ id, state: family.state, takes }))
    },
  )
}

function isFor(family: ModelFamily, kind: RequestKind): boolean {
  if (ENDPOINTS[kind] !== family.endpoint) return false
  if (kind === 'lipsync') return takesFace(family)
  return kind !== 'frames' || family.files?.image?.[3] === 'end-frame'
}

function fits(family: ModelFamily, kinds: readonly MediaKind[]): boolean {
  const roles = rolesOfFiles(family, kinds)
  return roles !== undefined && !roles.includes('extra') && missingKinds(family, kinds).length === 0
}

function describeFamily({ files, seconds = [], version }: ModelFamily): string {
  const [range, ...others] = seconds
  return [
    files && (describeFiles(files) || words.textOnly),
    range && others.length === 0 && shortSeconds(range),
    version && words.onlyVersion(version),
  ]
    .filter(Boolean)
    .join(words.dot)
}

function describeFiles(files: NonNullable<ModelFamily['files']>): string {
  return MEDIA_KINDS.flatMap((kind) => {
    const [least, most, ...roles] = files[kind] ?? [0, 0]
    if (most === 0) return []
    const named = words.files[kind](most)
    const count = least === most ? named : words.upTo(named)
    return words.withRoles(count, formatList(roles.map((role) => words.roles[role])))
  }).join(words.plus)
}

/** The aspect ratios to choose from, or undefined for a model whose documents name none. */
export function ratiosOf(model: string): string[] | undefined {
  return findFamily(model)?.ratios?.split(' ').sort()
}

/** Replaces settings that the documents of a model do not name by its defaults. */
export function settingsFor(model: string, duration: string, aspectRatio: string) {
  const { seconds = [], defaultSeconds, ratios = '' } = findFamily(model) ?? {}
  const isTaken = seconds.every((allowed) => takesSeconds(allowed, Number(duration)))
  const [ratio = ''] = ratios.split(' ')
  return {
    model,
    duration: isTaken || !duration ? duration : String(defaultSeconds ?? ''),
    aspectRatio: !ratios || ratios.split(' ').includes(aspectRatio) ? aspectRatio : ratio,
  }
}
