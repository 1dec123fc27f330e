import { isPrivateUrl } from '../api/private-url.ts'
import { extensionOf } from '../media/media-kind.ts'
import { compareShapes } from '../text/aspect-ratio.ts'
import { formatPixels } from '../text/format.ts'
import type { GenerationRequest } from './generation.ts'
import type { TaggedReference } from './reference.ts'
import { words } from './words.ts'

const HINT_REASONS = [
  'many-images',
  'lipsync-audio',
  'lipsync-face',
  'lipsync-audios',
  'lipsync-faces',
  'left-out',
  'kling-images',
  'no-transcription',
  'prompt',
  'model',
  'extensions',
  'unreachable',
  'shape',
] as const

export type HintReason = (typeof HINT_REASONS)[number]

/** A reason why a request may fail or give an unexpected result. It never blocks the request. */
export interface Hint {
  /** Unique among the hints of a request, and stable while the reason is the same. */
  id: HintReason | `${HintReason} ${string}`
  sentence: string
  /** A kind of request that does not have this reason. */
  otherKind?: 'video'
}

export function reasonOf({ id }: Pick<Hint, 'id'>): HintReason | undefined {
  return HINT_REASONS.find((reason) => id === reason || id.startsWith(`${reason} `))
}

/** Extensions that Varg's own SDK recognizes in a URL. It silently omits files with others. */
const SDK_EXTENSIONS: readonly string[] = ['png', 'jpg', 'jpeg', 'mp3', 'wav', 'mp4']

/** One hint for all references, because the reason is the same. */
export function hintAtExtensions({ references }: GenerationRequest): Hint[] {
  const strange = references.filter(({ url }) => !SDK_EXTENSIONS.includes(extensionOf(url)))
  if (strange.length === 0) return []
  const which = strange.map(({ tag, url }) => words.extension(tag, extensionOf(url)))
  return [{ id: 'extensions', sentence: words.extensions(which) }]
}

/** For requests to varg.ai, which cannot fetch from this machine or a private network. */
export function hintAtReach(reference: TaggedReference, { api }: GenerationRequest): Hint[] {
  if (!cannotBeFetched(reference, api)) return []
  const where = reference.gateway === 'sandbox' ? words.inSandbox : words.inPrivateNetwork
  const sentence = where(reference.tag)
  return [{ id: `unreachable ${reference.id}`, sentence }]
}

/** A gateway in a private network can fetch its own files. */
function cannotBeFetched({ gateway, url }: TaggedReference, api: string): boolean {
  if (gateway === 'sandbox') return true
  return isPrivateUrl(url) && !(gateway === 'varg' && isPrivateUrl(api))
}

/** An image whose shape is far from the requested aspect ratio. */
export function hintAtShape(reference: TaggedReference, request: GenerationRequest): Hint[] {
  const { tag, id, kind, media } = reference
  if (kind !== 'image' || request.kind === 'transcription') return []
  const far = compareShapes(media?.width, media?.height, request.aspectRatio)
  if (!far) return []
  const picture = words.about(formatPixels(far.width, far.height), far.shape)
  const sentence = words.shape(tag, picture, far.asked)
  return [{ id: `shape ${id}`, sentence }]
}
