import { isPrivateUrl } from '../api/private-url.ts'
import { extensionOf } from '../media/media-kind.ts'
import { compareShapes } from '../text/aspect-ratio.ts'
import { formatPixels } from '../text/format.ts'
import type { GenerationRequest } from './generation.ts'
import type { Hint } from './hint.ts'
import type { TaggedReference } from './reference.ts'
import { settingsOf } from './used-settings.ts'
import { words } from './words.ts'

/** Extensions that Varg's own SDK recognizes in a URL. It silently omits files with others. */
const SDK_EXTENSIONS: readonly string[] = ['png', 'jpg', 'jpeg', 'mp3', 'wav', 'mp4']

/** One hint for all references, because the reason is the same. */
export function hintAtExtensions({ references }: GenerationRequest): Hint[] {
  const strange = references.filter(({ url }) => !SDK_EXTENSIONS.includes(extensionOf(url)))
  if (strange.length === 0) return []
  const which = strange.map(({ tag, url }) => words.extension(tag, extensionOf(url)))
  return [{ id: 'extensions', sentence: words.extensions(which), why: words.why.extensions }]
}

/** For requests to varg.ai, which cannot fetch from this machine or a private network. */
export function hintAtReach(reference: TaggedReference, { api }: GenerationRequest): Hint[] {
  if (!cannotBeFetched(reference, api)) return []
  const where = reference.gateway === 'sandbox' ? words.inSandbox : words.inPrivateNetwork
  const sentence = where(reference.tag)
  return [{ id: `unreachable ${reference.id}`, sentence, why: words.why.unreachable }]
}

/** A gateway in a private network can fetch its own files. */
function cannotBeFetched({ gateway, url }: TaggedReference, api: string): boolean {
  if (gateway === 'sandbox') return true
  return isPrivateUrl(url) && !(gateway === 'varg' && isPrivateUrl(api))
}

/** A start frame or source whose shape is far from the requested aspect ratio. */
export function hintAtShape(reference: TaggedReference, request: GenerationRequest): Hint[] {
  const { tag, id, media } = reference
  const far = compareShapes(media?.width, media?.height, settingsOf(request).aspectRatio ?? '')
  if (!far) return []
  const picture = words.about(formatPixels(far.width, far.height), far.shape)
  const sentence = words.shape(tag, picture, far.asked)
  return [{ id: `shape ${id}`, sentence, why: words.why.shape }]
}
