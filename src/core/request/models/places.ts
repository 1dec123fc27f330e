import { MEDIA_KINDS, type MediaKind } from '../../media/media-kind.ts'
import type { ModelFamily, OptionRole, PlaceRole } from './family.ts'
import { words } from './words.ts'

/** A file of a request. */
export interface PlacedFile {
  kind: MediaKind
  /** The option that holds its URL, see `Reference`. */
  option?: string | undefined
}

/** Where the body has a file, and what the model makes of it. */
export interface FilePlace {
  /** `extra` when documents name no place for the file. Undefined when its role is undocumented. */
  role: PlaceRole | 'extra' | undefined
  /** The option that holds the URL. Undefined for a member of `files`. */
  option?: string | undefined
}

/** Whether a model makes a face speak. */
export function takesFace({ files }: ModelFamily): boolean {
  return [files?.image?.[2], files?.video?.[2]].includes('face')
}

/** Whether a model only enlarges its file. */
export function isUpscaler({ files, prompt }: ModelFamily): boolean {
  return prompt === 'unused' && [files?.image?.[2], files?.video?.[2]].includes('source')
}

/** The kind whose places a file takes. Documents mix images and videos of a face. */
function slotOf({ files }: ModelFamily, kind: MediaKind): MediaKind {
  if (kind === 'image' && files?.video?.[2] === 'face') return 'video'
  return kind === 'video' && files?.image?.[2] === 'face' ? 'image' : kind
}

/** The role that the name of an option or of a member says. */
export function roleInName(name: string): OptionRole | undefined {
  if (/mask/i.test(name)) return 'mask'
  return /(?:^|[_.])(?:end|tail|last)(?:_|[A-Z])/.test(name) ? 'end-frame' : undefined
}

/** The family's option for the same role. Otherwise undefined when `files` has a place for it. */
function optionFor(
  family: ModelFamily | undefined,
  kind: MediaKind,
  option: string,
): string | undefined {
  const role = roleInName(option)
  if (!role) return option
  const hasPlace = family?.files?.[kind]?.includes(role)
  return family?.inOptions?.[role] ?? (hasPlace ? undefined : option)
}

/**
 * Returns the place of each file. Files in options take no place in `files`. The others get a role
 * by their position among the files of their kind.
 *
 * @param family undefined for a model that no document names
 */
export function placeFiles(
  family: ModelFamily | undefined,
  files: readonly PlacedFile[],
): FilePlace[] {
  const taken = new Set<string>()
  const options = files.map(({ kind, option }) => {
    const own = option === undefined ? undefined : optionFor(family, kind, option)
    if (own === undefined || taken.has(own)) return undefined
    taken.add(own)
    return own
  })
  const { mask = '', 'end-frame': endFrame } = family?.inOptions ?? {}
  const counts = { image: 0, video: 0, audio: 0 }
  return files.map(({ kind }, index): FilePlace => {
    const option = options[index]
    if (option !== undefined) return { role: roleInName(option), option }
    if (!family?.files) return { role: undefined }
    const slot = slotOf(family, kind)
    const [, most, ...roles] = family.files[slot] ?? [0, 0]
    const place = counts[slot]
    counts[slot] += 1
    // A mask counts as one of the images.
    if (place < most - (slot === 'image' && taken.has(mask) ? 1 : 0)) {
      return { role: roles[place] ?? roles.at(-1) ?? 'reference' }
    }
    if (kind !== 'image' || endFrame === undefined || taken.has(endFrame)) return { role: 'extra' }
    taken.add(endFrame)
    return { role: 'end-frame', option: endFrame }
  })
}

/**
 * Returns the kinds that have fewer files than the family needs.
 *
 * @param kinds the kind of each member of `files`. An unknown one is undefined and fits any kind
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
