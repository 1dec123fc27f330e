import type { GatewayId } from './gateways.ts'
import type { GenerationRequest } from './generation.ts'
import { extensionOf, type MediaKind } from './media-kind.ts'
import { isPrivateUrl } from './private-url.ts'
import type { TaggedReference } from './reference.ts'
import { compareShapes } from './shape.ts'
import type { Snippet } from './snippets/snippet.ts'

/** Why a request may fail or come out otherwise than meant. It never keeps anybody from sending it. */
export interface Hint {
  /** Unique among the hints of one request, and the same as long as the reason is. */
  id: string
  /** What to know, with its reason. */
  sentence: string
  /** Tag of the reference that it is about; without one it is about the request. */
  tag?: string
}

/** What a request is written for. */
export interface HintTarget {
  /** The format in use. What holds references alone is not told of prompts and models. */
  snippet: Pick<Snippet, 'id' | 'isRequest' | 'leftOut'>
  /** Where the request is meant to go. */
  gateway: GatewayId
}

/** Seedance names its images @image1 to @image9: the gateway's documents. */
const MOST_IMAGES = 9

/** All that Varg's own SDK recognises, by the extension of a URL; it leaves out others silently. */
const SDK_EXTENSIONS: readonly string[] = ['png', 'jpg', 'jpeg', 'mp3', 'wav', 'mp4']

/**
 * Hints that save a failed generation, those about the request first, then those about its
 * references in their order. A tray without references and prompt has none.
 */
export function findHints(request: GenerationRequest, target: HintTarget): Hint[] {
  if (request.references.length === 0 && request.prompt.trim() === '') return []
  const { snippet } = target
  const lipsync = isLipsync(request, snippet)
  const rules: Hint[][] = []
  if (lipsync) rules.push(hintAtLipsync(request))
  else if (!snippet.isRequest) rules.push(hintAtImages(request))
  else if (request.kind === 'transcription') rules.push(hintAtTranscription(request))
  else if (snippet.id !== 'frame-pair') rules.push(hintAtImages(request), hintAtKling(request))
  if (snippet.isRequest) rules.push(hintAtPrompt(request, lipsync))
  // The pair brings its own.
  if (snippet.isRequest && snippet.id !== 'lipsync-pair') rules.push(hintAtModel(request))
  rules.push(hintAtLeftOut(request, snippet), hintAtExtensions(request))
  for (const reference of request.references) {
    rules.push(hintAtReference(reference, request, target))
    if (snippet.isRequest && !lipsync) rules.push(hintAtShape(reference, request))
  }
  return rules.flat()
}

function isLipsync({ kind, model }: GenerationRequest, snippet: HintTarget['snippet']): boolean {
  return (
    snippet.id === 'lipsync-pair' || (snippet.isRequest && kind === 'video' && isOf(model, 'sync-'))
  )
}

/** Providers may stand before a model's name: `fal/kling-v3`. */
function isOf(model: string, family: string): boolean {
  return model
    .toLowerCase()
    .split('/')
    .some((part) => part.startsWith(family))
}

function count({ references }: GenerationRequest, ...kinds: MediaKind[]): number {
  return references.filter(({ kind }) => kinds.includes(kind)).length
}

function hintAtImages(request: GenerationRequest): Hint[] {
  const images = count(request, 'image')
  if (images <= MOST_IMAGES) return []
  const sentence = `These are ${images} images. Models take fewer: Seedance knows @image1 to @image9, and what comes after may be refused or left out.`
  return [{ id: 'many-images', sentence }]
}

/** A lipsync is one image or video and one audio file: the gateway's documents. */
function hintAtLipsync(request: GenerationRequest): Hint[] {
  const voices = count(request, 'audio')
  const faces = count(request, 'image', 'video')
  const hints: Hint[] = []
  if (voices === 0) {
    hints.push({
      id: 'lipsync-audio',
      sentence: 'A lipsync needs an audio file: without one there is nothing to say.',
    })
  }
  if (faces === 0) {
    hints.push({
      id: 'lipsync-face',
      sentence: 'A lipsync needs an image or a video: without one there is no mouth to move.',
    })
  }
  if (voices > 1) {
    hints.push({
      id: 'lipsync-audios',
      sentence: `A lipsync takes one audio file, and here are ${voices}: all but the first may be refused or left out.`,
    })
  }
  if (faces > 1) {
    hints.push({
      id: 'lipsync-faces',
      sentence: `A lipsync takes one image or video, and here are ${faces}: all but the first may be refused or left out.`,
    })
  }
  return hints
}

/** What the code of a format has no place for, though it is in the tray. */
function hintAtLeftOut(request: GenerationRequest, { leftOut }: HintTarget['snippet']): Hint[] {
  const tags = leftOut?.(request).map(({ tag }) => tag) ?? []
  if (tags.length === 0) return []
  const verb = tags.length === 1 ? 'is' : 'are'
  return [
    {
      id: 'left-out',
      sentence: `${listWords(tags)} ${verb} not sent: this format has no place for more.`,
    },
  ]
}

/** "a", "a and b", "a, b and c". */
function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Kling takes the first image as start frame and the second as end frame: the gateway's documents. */
function hintAtKling(request: GenerationRequest): Hint[] {
  const images = count(request, 'image')
  if (request.kind !== 'video' || !isOf(request.model, 'kling') || images <= 2) return []
  const sentence = `Kling takes the first image as start frame and the second as end frame. These are ${images}: it has no place for the others.`
  return [{ id: 'kling-images', sentence }]
}

/** `/v1/transcription` has one `audio_url` and no files: the gateway's documents. */
function hintAtTranscription(request: GenerationRequest): Hint[] {
  const audios = count(request, 'audio')
  if (audios === 0) {
    const sentence = 'A transcription needs an audio file: it takes nothing else.'
    return [{ id: 'transcription-audio', sentence }]
  }
  if (request.references.length === 1) return []
  const sentence = 'A transcription takes one audio file: only the first audio is used.'
  return [{ id: 'transcription-others', sentence }]
}

/** A lipsync and a transcription need none: the gateway's documents. */
function hintAtPrompt({ prompt, kind }: GenerationRequest, lipsync: boolean): Hint[] {
  if (prompt.trim() !== '' || kind === 'transcription' || lipsync) return []
  const sentence = 'The prompt is empty: the model is not told what to make.'
  return [{ id: 'prompt', sentence }]
}

/** Every request names its `model`: the gateway's documents. */
function hintAtModel({ model }: GenerationRequest): Hint[] {
  if (model.trim() !== '') return []
  const sentence = 'The model is empty: the gateway does not know what to ask.'
  return [{ id: 'model', sentence }]
}

/** One for all of them: the reason is the same. */
function hintAtExtensions({ references }: GenerationRequest): Hint[] {
  const strange = references.filter(({ url }) => !SDK_EXTENSIONS.includes(extensionOf(url)))
  if (strange.length === 0) return []
  const which = strange.map(({ tag, url }) => `${tag} (${extensionOf(url) || 'no extension'})`)
  const sentence = `Varg's SDK tells media by the extension of the URL and may leave out ${listWords(which)} without a word: it knows png, jpg, jpeg, mp3, wav and mp4.`
  const [only] = strange.length === 1 ? strange : []
  return [{ id: 'extensions', sentence, ...(only && { tag: only.tag }) }]
}

function hintAtReference(
  reference: TaggedReference,
  { api }: GenerationRequest,
  { gateway }: HintTarget,
): Hint[] {
  const { tag, id } = reference
  const hints: Hint[] = []
  if (gateway === 'varg' && cannotBeFetched(reference, api)) {
    const where = reference.gateway === 'sandbox' ? 'in the sandbox' : 'in a private network'
    const sentence = `${tag} is ${where}: varg.ai cannot fetch it from there. Upload it to varg.ai and use that URL.`
    hints.push({ id: `unreachable ${id}`, sentence, tag })
  }
  return hints
}

/** A gateway that is itself in a private network reaches what was uploaded to it. */
function cannotBeFetched({ gateway, url }: TaggedReference, api: string): boolean {
  if (gateway === 'sandbox') return true
  return isPrivateUrl(url) && !(gateway === 'varg' && isPrivateUrl(api))
}

function hintAtShape(reference: TaggedReference, request: GenerationRequest): Hint[] {
  const { tag, id, kind, media } = reference
  if (kind !== 'image' || request.kind === 'transcription') return []
  const far = compareShapes(media?.width, media?.height, request.aspectRatio)
  if (!far) return []
  const sentence = `${tag} is ${far.picture}, but the request asks for ${far.asked}: it will be cropped or padded.`
  return [{ id: `shape ${id}`, sentence, tag }]
}
