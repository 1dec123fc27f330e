import { MEDIA_KINDS, type MediaKind } from '../../media/media-kind.ts'
import type { ModelFamily, PlaceRole } from './family.ts'
import { words } from './words.ts'

/** Whether a model makes a face speak. */
export function takesFace({ files }: ModelFamily): boolean {
  return [files?.image?.[2], files?.video?.[2]].includes('face')
}

/** The kind whose places files of a kind take. Texts mix images and videos of a face. */
function slotOf({ files }: ModelFamily, kind: MediaKind): MediaKind {
  if (kind === 'image' && files?.video?.[2] === 'face') return 'video'
  return kind === 'video' && files?.image?.[2] === 'face' ? 'image' : kind
}

/**
 * Returns the role of each file by its place, or "extra" where documents name no place for it.
 * Undefined when no document says what the family takes.
 */
export function rolesOfFiles(
  family: ModelFamily,
  kinds: readonly MediaKind[],
): (PlaceRole | 'extra')[] | undefined {
  if (!family.files) return undefined
  const counts = { image: 0, video: 0, audio: 0 }
  return kinds.map((kind) => {
    const slot = slotOf(family, kind)
    const [, most, ...roles] = family.files?.[slot] ?? [0, 0]
    const place = counts[slot]
    counts[slot] += 1
    return place < most ? (roles[place] ?? roles.at(-1) ?? 'reference') : 'extra'
  })
}

/**
 * Returns the kinds that have fewer files than the family takes at least.
 *
 * @param kinds the kind of each file, undefined when unknown, which may be any
 */
export function missingKinds(
  family: ModelFamily,
  kinds: readonly (MediaKind | undefined)[],
): MediaKind[] {
  const { files = {} } = family
  return MEDIA_KINDS.filter((slot) => {
    const fitting = kinds.filter((kind) => kind === undefined || slotOf(family, kind) === slot)
    return fitting.length < (files[slot]?.[0] ?? 0)
  })
}

/** "1 audio file". A face is an image or a video, because documents mix them. */
export function describeNeed({ files }: ModelFamily, kind: MediaKind): string {
  const places = files?.[kind]
  return places?.[2] === 'face' ? words.face : words.files[kind](places?.[0] ?? 0)
}
