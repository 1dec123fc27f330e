import type { MediaKind } from '../media/media-kind.ts'
import type { GenerationRequest, RequestKind } from './generation.ts'
import type { OptionRole, PlaceRole } from './models/family.ts'
import { findFamily } from './models/find-family.ts'
import { type FilePlace, placeFiles, roleInName } from './models/places.ts'
import { type Reference, type TaggedReference, tagReferences } from './reference.ts'

/**
 * How a request uses a reference. `extra` references are sent, although the model's documents name
 * no place for them. An `option` has an unknown use. The format omits `unused` ones.
 */
export type Role = PlaceRole | 'extra' | 'option' | 'unused'

/** A reference that the body of a request has. */
export interface UsedReference extends FilePlace {
  reference: TaggedReference
}

/** The references of these kinds, in order. */
export function ofKind(
  { references }: Pick<GenerationRequest, 'references'>,
  ...kinds: readonly MediaKind[]
): TaggedReference[] {
  return references.filter(({ kind }) => kinds.includes(kind))
}

/**
 * The references that a body of this kind has a place for, in the order of the body. Options come
 * last, so that an end frame follows the start frame when the model has no such option.
 */
function filesUsed(request: GenerationRequest): readonly TaggedReference[] {
  const { kind, references } = request
  const isInFiles = ({ option }: TaggedReference) => option === undefined
  const inFiles = references.filter(isInFiles)
  const inOptions = references.filter((reference) => !isInFiles(reference))
  const all = [...inFiles, ...inOptions]
  const first = (...kinds: MediaKind[]) => ofKind({ references: inFiles }, ...kinds).slice(0, 1)
  switch (kind) {
    case 'image':
    case 'video':
      return all
    case 'lipsync':
      return [...first('image', 'video'), ...first('audio'), ...inOptions]
    case 'upscale':
      return [...first('image', 'video'), ...inOptions]
    case 'frames':
      return ofKind({ references: all }, 'image').slice(0, 2)
    case 'transcription':
      return first('audio')
  }
}

/** The references that the body has, each with its place. */
export function placesOf(request: GenerationRequest): UsedReference[] {
  const used = filesUsed(request)
  const places = placeFiles(findFamily(request.model), used)
  return used.map((reference, index) => ({ reference, role: undefined, ...places[index] }))
}

export function filesUnused(request: GenerationRequest): TaggedReference[] {
  const used = filesUsed(request)
  return request.references.filter((reference) => !used.includes(reference))
}

/**
 * Returns the roles of references by id. For a model that no document names, only the kind of the
 * request decides.
 *
 * @param leftOut further references that the format omits
 */
export function rolesOf(
  request: GenerationRequest,
  leftOut: readonly TaggedReference[] = [],
): ReadonlyMap<string, Role> {
  const isNamed = findFamily(request.model) !== undefined
  const omitted = [...filesUnused(request), ...leftOut]
  return new Map<string, Role>([
    ...placesOf(request).flatMap(({ reference: { id, kind }, role, option }, place) => {
      const byKind = option === undefined ? ROLE_BY_KIND[request.kind](kind, place) : 'option'
      const found = role ?? (isNamed && option === undefined ? undefined : byKind)
      return found ? [[id, found] as const] : []
    }),
    ...omitted.map(({ id }) => [id, 'unused'] as const),
  ])
}

/** The roles to offer for references of a kind, including options. A single one is no choice. */
export function rolesToChoose(
  request: GenerationRequest,
  { kind }: Pick<Reference, 'kind'>,
): PlaceRole[] {
  const roles = rolesOf(request)
  const inOptions = kind === 'image' ? findFamily(request.model)?.inOptions : {}
  const given = request.references.flatMap((reference) => {
    const role = roles.get(reference.id)
    const isSame = reference.kind === kind || (role === 'face' && kind !== 'audio')
    return isSame && role && !NO_PLACE.has(role) ? [role as PlaceRole] : []
  })
  return [...new Set([...given, ...(Object.keys(inOptions ?? {}) as OptionRole[])])]
}

const NO_PLACE: ReadonlySet<Role> = new Set(['extra', 'option', 'unused'])

/** Moves a reference to the nearest place with the role, or to the option that has it. */
export function moveToRole(
  request: GenerationRequest,
  references: readonly Reference[],
  id: string,
  role: PlaceRole,
): readonly Reference[] {
  const from = references.findIndex((reference) => reference.id === id)
  const moved = references[from]
  if (!moved) return references
  const option = findFamily(request.model)?.inOptions?.[role as OptionRole]
  const others = references.toSpliced(from, 1).map((reference) => {
    const isReplaced = option !== undefined && roleInName(reference.option ?? '') === role
    return isReplaced ? { ...reference, option: undefined } : reference
  })
  const distance = (place: number) => Math.abs(place - from)
  const places = [...references.keys()].sort((a, b) => distance(a) - distance(b))
  const arranged = places.map((place) => others.toSpliced(place, 0, { ...moved, option }))
  const fitting = arranged.find(
    (next) => rolesOf({ ...request, references: tagReferences(next) }).get(id) === role,
  )
  return fitting ?? references
}

const NO_ROLE = () => undefined

const ROLE_BY_KIND: Record<RequestKind, (kind: MediaKind, place: number) => PlaceRole | undefined> =
  {
    image: NO_ROLE,
    video: NO_ROLE,
    transcription: NO_ROLE,
    lipsync: (kind) => (kind === 'audio' ? 'voice' : 'face'),
    frames: (_, place) => (place === 0 ? 'start-frame' : 'end-frame'),
    upscale: () => 'source',
  }
