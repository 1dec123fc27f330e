import { isPrivateUrl } from '../api/private-url.ts'
import { extensionOf } from '../media/media-kind.ts'
import { compareShapes } from '../text/aspect-ratio.ts'
import type { GenerationRequest } from './generation.ts'
import type { TaggedReference } from './reference.ts'

/** A reason why a request may fail or give an unexpected result. It never blocks the request. */
export interface Hint {
  /** Unique among the hints of a request, and stable while the reason is the same. */
  id: string
  sentence: string
}

/** Extensions that Varg's own SDK recognizes in a URL. It silently omits files with others. */
const SDK_EXTENSIONS: readonly string[] = ['png', 'jpg', 'jpeg', 'mp3', 'wav', 'mp4']

/** One hint for all references, because the reason is the same. */
export function hintAtExtensions({ references }: GenerationRequest): Hint[] {
  const strange = references.filter(({ url }) => !SDK_EXTENSIONS.includes(extensionOf(url)))
  if (strange.length === 0) return []
  const which = strange.map(({ tag, url }) => `${tag} (${extensionOf(url) || 'no extension'})`)
  const sentence = `Varg's SDK tells media by the extension of the URL and may leave out ${listWords(which)} without a word: it knows png, jpg, jpeg, mp3, wav and mp4.`
  return [{ id: 'extensions', sentence }]
}

/** For requests to varg.ai, which cannot fetch from this machine or a private network. */
export function hintAtReach(reference: TaggedReference, { api }: GenerationRequest): Hint[] {
  if (!cannotBeFetched(reference, api)) return []
  const where = reference.gateway === 'sandbox' ? 'in the sandbox' : 'in a private network'
  const sentence = `${reference.tag} is ${where}: varg.ai cannot fetch it from there. Upload it to varg.ai and use that URL.`
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
  const sentence = `${tag} is ${far.picture}, but the request asks for ${far.asked}: it will be cropped or padded.`
  return [{ id: `shape ${id}`, sentence }]
}

/** "a", "a and b", "a, b and c". */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
