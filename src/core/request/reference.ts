import type { GatewayId } from '../api/gateways.ts'
import type { MediaFacts } from '../history/history.ts'
import { MEDIA_KINDS, type MediaKind } from '../media/media-kind.ts'

/** A file in a request, given by its URL. */
export interface Reference {
  /** Unique within the request. */
  id: string
  url: string
  /** Any text. The identifier is made from it. */
  name: string
  mediaType: string
  kind: MediaKind
  media?: MediaFacts | undefined
  /** Undefined when the URL is not from a gateway. */
  gateway?: GatewayId | undefined
  /** The member of `provider_options` that holds the URL: `fal.mask_url`. Undefined in `files`. */
  option?: string | undefined
}

/** A reference with its names in prompts and code. */
export interface TaggedReference extends Reference {
  /** Its number within its kind: `@image1` is the first image. */
  tag: string
  /** For code, unique within the request: `DINESH_REF`. */
  identifier: string
}

/** Maximum length of an identifier in characters, without `_REF`. */
const LONGEST = 40

/** Numbers the references of each kind in order and gives each a unique identifier. */
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

/** `Dinesh (front).png` becomes `DINESH_FRONT_REF`. Without Latin letters it is `IMAGE1_REF`. */
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
 * Whether an identifier says as much as the name, apart from its extension: `DUSK_RIDGE_REF` and
 * `dusk-ridge.jpg`, but not `DINESH_FRONT_REF` and `Dinesh (front).png`.
 */
export function spellsName(identifier: string, name: string): boolean {
  const plain = name.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[ ._-]/g, '_')
  return /^[A-Za-z0-9_]+$/.test(plain) && identifier === `${plain.toUpperCase()}_REF`
}

/**
 * Returns the name, with a number if it is taken, and marks it as taken.
 *
 * @param taken the last number of each name, because thousands of files may share one
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
 * Finds every tag in a text, such as `@image1` or `@VIDEO2`. The result includes tags that no
 * reference can have, such as `@image0` and `@image01`.
 */
export function findTags(text: string): { tag: string; start: number; end: number }[] {
  const pattern = new RegExp(`@(${MEDIA_KINDS.join('|')})[0-9]+(?![0-9A-Za-z_])`, 'gi')
  return [...text.matchAll(pattern)].map((match) => ({
    tag: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}
