import { isPrivateUrl } from '../api/private-url.ts'
import { extensionOf } from '../media/media-kind.ts'
import { compareShapes } from '../text/aspect-ratio.ts'
import { listWords } from '../text/format.ts'
import type { GenerationRequest } from './generation.ts'
import type { TaggedReference } from './reference.ts'

/** Why a request may fail or come out otherwise than meant. It never keeps anybody from sending it. */
export interface Hint {
  /** Unique among the hints of one request, and the same as long as the reason is. */
  id: string
  /** What to know, with its reason. */
  sentence: string
}

/** All that Varg's own SDK recognises, by the extension of a URL; it leaves out others silently. */
const SDK_EXTENSIONS: readonly string[] = ['png', 'jpg', 'jpeg', 'mp3', 'wav', 'mp4']

/** One for all of them: the reason is the same. */
export function hintAtExtensions({ references }: GenerationRequest): Hint[] {
  const strange = references.filter(({ url }) => !SDK_EXTENSIONS.includes(extensionOf(url)))
  if (strange.length === 0) return []
  const which = strange.map(({ tag, url }) => `${tag} (${extensionOf(url) || 'no extension'})`)
  const sentence = `Varg's SDK tells media by the extension of the URL and may leave out ${listWords(which)} without a word: it knows png, jpg, jpeg, mp3, wav and mp4.`
  return [{ id: 'extensions', sentence }]
}

/** Where a request is meant for varg.ai, which fetches nothing from this machine. */
export function hintAtReach(reference: TaggedReference, { api }: GenerationRequest): Hint[] {
  if (!cannotBeFetched(reference, api)) return []
  const where = reference.gateway === 'sandbox' ? 'in the sandbox' : 'in a private network'
  const sentence = `${reference.tag} is ${where}: varg.ai cannot fetch it from there. Upload it to varg.ai and use that URL.`
  return [{ id: `unreachable ${reference.id}`, sentence }]
}

/** A gateway that is itself in a private network reaches what was uploaded to it. */
function cannotBeFetched({ gateway, url }: TaggedReference, api: string): boolean {
  if (gateway === 'sandbox') return true
  return isPrivateUrl(url) && !(gateway === 'varg' && isPrivateUrl(api))
}

/** A picture whose shape is far from what the request asks for. */
export function hintAtShape(reference: TaggedReference, request: GenerationRequest): Hint[] {
  const { tag, id, kind, media } = reference
  if (kind !== 'image' || request.kind === 'transcription') return []
  const far = compareShapes(media?.width, media?.height, request.aspectRatio)
  if (!far) return []
  const sentence = `${tag} is ${far.picture}, but the request asks for ${far.asked}: it will be cropped or padded.`
  return [{ id: `shape ${id}`, sentence }]
}
