import type { GatewayId } from '../api/gateways.ts'
import type { MediaFacts } from '../history/history.ts'
import { MEDIA_KINDS, type MediaKind } from '../media/media-kind.ts'

/** A file that a request refers to, by its URL. */
export interface Reference {
  /** Names it within its tray. */
  id: string
  url: string
  /** Any text: the identifier is made from it. */
  name: string
  mediaType: string
  kind: MediaKind
  media?: MediaFacts | undefined
  /** Undefined where its URL came from elsewhere. */
  gateway?: GatewayId | undefined
}

/** A reference in its place: what prompts and code call it. */
export interface TaggedReference extends Reference {
  /** By its place among those of its kind: `@image1` is the first image. */
  tag: string
  /** For code, unique within the request: `DINESH_REF`. */
  identifier: string
}

/** Longest name of an identifier before `_REF`, in characters. */
const LONGEST = 40

/** Numbers the references by kind, in their order, and gives each an identifier of its own. */
export function tagReferences(references: readonly Reference[]): TaggedReference[] {
  const counts = { image: 0, video: 0, audio: 0 } satisfies Record<MediaKind, number>
  const taken = new Map<string, number>()
  return references.map((reference) => {
    counts[reference.kind] += 1
    const number = counts[reference.kind]
    const identifier = freeName(identifierOf(reference.name, reference.kind, number), taken)
    return { ...reference, tag: `@${reference.kind}${number}`, identifier }
  })
}

/** `Dinesh (front).png` is `DINESH_FRONT_REF`; what holds no Latin letter is named by its place. */
function identifierOf(name: string, kind: MediaKind, number: number): string {
  const plain = name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/_REF$/i, '')
    .slice(0, LONGEST)
    .replace(/_+$/, '')
    .toUpperCase()
  if (!/[A-Z]/.test(plain)) return `${kind.toUpperCase()}${number}_REF`
  return `${/^[0-9]/.test(plain) ? `_${plain}` : plain}_REF`
}

/**
 * The name, with a number where it is taken, and takes it.
 *
 * @param taken with the last number that each was given: thousands of files may share a name
 */
function freeName(wanted: string, taken: Map<string, number>): string {
  let name = wanted
  let number = taken.get(wanted) ?? 1
  while (taken.has(name)) {
    number += 1
    name = wanted.replace(/_REF$/, `_${number}_REF`)
  }
  taken.set(name, 1)
  taken.set(wanted, number)
  return name
}

/**
 * Every tag in a text, with its place: `@image1`, `@video2`. Case does not matter. Tags that no
 * reference can have are among them, such as `@image0` and `@image01`.
 */
export function findTags(text: string): { tag: string; start: number; end: number }[] {
  const pattern = new RegExp(`@(${MEDIA_KINDS.join('|')})[0-9]+(?![0-9A-Za-z_])`, 'gi')
  return [...text.matchAll(pattern)].map((match) => ({
    tag: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}
