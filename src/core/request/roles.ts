import type { MediaKind } from '../media/media-kind.ts'
import type { GenerationRequest, RequestKind } from './generation.ts'
import type { PlaceRole } from './models/family.ts'
import { findFamily } from './models/find-family.ts'
import { rolesOfFiles } from './models/places.ts'
import type { TaggedReference } from './reference.ts'

/**
 * What a request makes of a reference. The format omits unused ones. It has extra ones, for which
 * the documents of the model name no place.
 */
export type Role = PlaceRole | 'extra' | 'unused'

/** The references of these kinds, in order. */
export function ofKind(
  { references }: Pick<GenerationRequest, 'references'>,
  ...kinds: readonly MediaKind[]
): TaggedReference[] {
  return references.filter(({ kind }) => kinds.includes(kind))
}

/** The references that a body of this kind has a place for, in the order of the body. */
export function filesUsed(request: GenerationRequest): readonly TaggedReference[] {
  switch (request.kind) {
    case 'image':
    case 'video':
      return request.references
    case 'lipsync':
      return [
        ...ofKind(request, 'image', 'video').slice(0, 1),
        ...ofKind(request, 'audio').slice(0, 1),
      ]
    case 'frames':
      return ofKind(request, 'image').slice(0, 2)
    case 'transcription':
      return ofKind(request, 'audio').slice(0, 1)
  }
}

export function filesUnused(request: GenerationRequest): TaggedReference[] {
  const used = filesUsed(request)
  return request.references.filter((reference) => !used.includes(reference))
}

/**
 * Returns the roles of references by id. For a model that no document names, only the kind of the
 * request decides.
 *
 * @param leftOut references that the format omits, too
 */
export function rolesOf(
  request: GenerationRequest,
  leftOut: readonly TaggedReference[] = [],
): ReadonlyMap<string, Role> {
  const used = filesUsed(request)
  const kinds = used.map(({ kind }) => kind)
  const family = findFamily(request.model)
  const given = family ? rolesOfFiles(family, kinds) : kinds.map(ROLE_BY_KIND[request.kind])
  const omitted = [...filesUnused(request), ...leftOut]
  return new Map<string, Role>([
    ...used.flatMap(({ id }, place) => {
      const role = given?.[place]
      return role ? [[id, role] as const] : []
    }),
    ...omitted.map(({ id }) => [id, 'unused'] as const),
  ])
}

const NO_ROLE = () => undefined

const ROLE_BY_KIND: Record<RequestKind, (kind: MediaKind, place: number) => PlaceRole | undefined> =
  {
    image: NO_ROLE,
    video: NO_ROLE,
    transcription: NO_ROLE,
    lipsync: (kind) => (kind === 'audio' ? 'voice' : 'face'),
    frames: (_, place) => (place === 0 ? 'start-frame' : 'end-frame'),
  }
