import type { MediaKind } from '../media/media-kind.ts'
import { type GenerationRequest, isOfFamily } from './generation.ts'
import type { TaggedReference } from './reference.ts'

/** What a request makes of a reference, where its place decides that. */
export type Role = 'start-frame' | 'end-frame' | 'face' | 'voice' | 'unused'

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
 * Returns the roles of references by id. Most references of an image or a video have none.
 *
 * @param leftOut references that the format omits, too
 */
export function rolesOf(
  request: GenerationRequest,
  leftOut: readonly TaggedReference[] = [],
): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>()
  const give = (references: readonly TaggedReference[], role: Role) => {
    for (const { id } of references) roles.set(id, role)
  }
  if (request.kind === 'lipsync') {
    for (const { id, kind } of filesUsed(request))
      roles.set(id, kind === 'audio' ? 'voice' : 'face')
  } else if (takesFrames(request)) {
    const [start, end, ...others] = ofKind(request, 'image')
    give(start ? [start] : [], 'start-frame')
    give(end ? [end] : [], 'end-frame')
    give(others, 'unused')
  }
  give([...filesUnused(request), ...leftOut], 'unused')
  return roles
}

/**
 * Kling uses the first image as start frame and the second as end frame.
 * Source: the gateway's documentation.
 */
export function takesFrames({ kind, model }: GenerationRequest): boolean {
  return kind === 'frames' || (kind === 'video' && isOfFamily(model, 'kling'))
}
