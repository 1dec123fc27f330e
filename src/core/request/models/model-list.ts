import { MEDIA_KINDS } from '../../media/media-kind.ts'
import { formatList } from '../../text/format-list.ts'
import { ENDPOINTS, type RequestKind } from '../generation.ts'
import { FAMILIES } from './families.ts'
import type { ModelFamily, OptionRole } from './family.ts'
import { findFamily, idsOf } from './find-family.ts'
import { isUpscaler, missingKinds, type PlacedFile, placeFiles, takesFace } from './places.ts'
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
 * @param fitting files that the model must have places for. They must include all that it needs
 */
export function listModels(
  kind: RequestKind,
  query: string,
  fitting?: readonly PlacedFile[],
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
  if (kind === 'upscale') return isUpscaler(family)
  if (ENDPOINTS[kind] !== family.endpoint) return false
  if (kind === 'lipsync') return takesFace(family)
  const { files, inOptions = {} } = family
  return kind !== 'frames' || files?.image?.[3] === 'end-frame' || 'end-frame' in inOptions
}

function fits(family: ModelFamily, files: readonly PlacedFile[]): boolean {
  if (!family.files) return false
  const places = placeFiles(family, files)
  const sent = files.filter((_, index) => places[index]?.option === undefined)
  const missing = missingKinds(
    family,
    sent.map(({ kind }) => kind),
  )
  return missing.length === 0 && places.every(({ role }) => role !== 'extra')
}

function describeFamily({ files, inOptions, seconds = [], version }: ModelFamily): string {
  const [range, ...others] = seconds
  return [
    files && (describeFiles(files, Object.keys(inOptions ?? {}) as OptionRole[]) || words.textOnly),
    range && others.length === 0 && shortSeconds(range),
    version && words.onlyVersion(version),
  ]
    .filter(Boolean)
    .join(words.dot)
}

function describeFiles(
  files: NonNullable<ModelFamily['files']>,
  inOptions: readonly OptionRole[],
): string {
  const named = MEDIA_KINDS.flatMap((kind) => {
    const [least, places, ...roles] = files[kind] ?? [0, 0]
    if (places === 0) return []
    const hasEnd = kind === 'image' && inOptions.includes('end-frame')
    if (hasEnd) roles.push('end-frame')
    const most = places + (hasEnd ? 1 : 0)
    const all = words.files[kind](most)
    const count = least === most ? all : words.upTo(all)
    return words.withRoles(count, formatList(roles.map((role) => words.roles[role])))
  })
  return [...named, ...(inOptions.includes('mask') ? [words.roles.mask] : [])].join(words.plus)
}

/** The aspect ratios to choose from, or undefined for a model whose documents name none. */
export function ratiosOf(model: string): string[] | undefined {
  return findFamily(model)?.ratios?.split(' ').sort()
}

/** Replaces settings that a model does not document with its defaults. */
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
