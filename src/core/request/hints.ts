import type { GatewayId } from '../api/gateways.ts'
import type { MediaKind } from '../media/media-kind.ts'
import { type GenerationRequest, isOfFamily, LIPSYNC_FAMILY } from './generation.ts'
import { type Hint, hintAtExtensions, hintAtReach, hintAtShape } from './reference-hints.ts'
import { takesFrames } from './roles.ts'
import type { Snippet } from './snippets/snippet.ts'
import { words } from './words.ts'

/** The destination of a request. */
export interface HintTarget {
  /** The selected format. Formats that only list references get no hints about prompt and model. */
  snippet: Pick<Snippet, 'id' | 'isRequest' | 'leftOut'>
  /** The gateway that the request is for. */
  gateway: GatewayId
}

/** Seedance accepts @image1 to @image9. Source: the gateway's documentation. */
const MOST_IMAGES = 9

/**
 * Returns hints that prevent a failed generation. Hints about the request come first, then hints
 * about each reference. A request without references and prompt has no hints.
 */
export function findHints(request: GenerationRequest, target: HintTarget): Hint[] {
  if (request.references.length === 0 && request.prompt.trim() === '') return []
  const { snippet } = target
  const isVideoLipsync = snippet.isRequest && request.kind === 'video' && hasLipsyncModel(request)
  const followsFiles = isVideoLipsync || request.kind === 'lipsync'
  const rules: Hint[][] = []
  if (isVideoLipsync) rules.push(hintAtLipsync(request))
  // Other kinds use only as many references as they have places for.
  else if (!snippet.isRequest || request.kind === 'image' || request.kind === 'video') {
    rules.push(hintAtImages(request))
    if (snippet.isRequest) rules.push(hintAtKling(request))
  }
  if (snippet.isRequest) rules.push(hintAtPrompt(request, followsFiles), hintAtModel(request))
  if (snippet.id === 'varg-tsx') rules.push(hintAtTemplate(request))
  rules.push(hintAtLeftOut(request, snippet), hintAtExtensions(request))
  for (const reference of request.references) {
    if (target.gateway === 'varg') rules.push(hintAtReach(reference, request))
    if (snippet.isRequest && !followsFiles) rules.push(hintAtShape(reference, request))
  }
  return rules.flat()
}

function hasLipsyncModel({ model }: GenerationRequest): boolean {
  return isOfFamily(model, LIPSYNC_FAMILY)
}

function count({ references }: GenerationRequest, ...kinds: MediaKind[]): number {
  return references.filter(({ kind }) => kinds.includes(kind)).length
}

function hintAtImages(request: GenerationRequest): Hint[] {
  const images = count(request, 'image')
  if (images <= MOST_IMAGES) return []
  return [{ id: 'many-images', sentence: words.manyImages(images) }]
}

/** A lipsync is one image or video and one audio file. Source: the gateway's documentation. */
function hintAtLipsync(request: GenerationRequest): Hint[] {
  const voices = count(request, 'audio')
  const faces = count(request, 'image', 'video')
  const hints: Hint[] = []
  if (voices === 0) {
    hints.push({ id: 'lipsync-audio', sentence: words.lipsyncNeedsVoice })
  }
  if (faces === 0) {
    hints.push({ id: 'lipsync-face', sentence: words.lipsyncNeedsFace })
  }
  if (voices > 1) {
    hints.push({ id: 'lipsync-audios', sentence: words.lipsyncVoices(voices) })
  }
  if (faces > 1) {
    hints.push({ id: 'lipsync-faces', sentence: words.lipsyncFaces(faces) })
  }
  return hints
}

/** References that the format omits. */
function hintAtLeftOut(request: GenerationRequest, { leftOut }: HintTarget['snippet']): Hint[] {
  const tags = leftOut?.(request).map(({ tag }) => tag) ?? []
  if (tags.length === 0) return []
  const hint: Hint = { id: 'left-out', sentence: words.leftOut(tags) }
  const isForVideo =
    request.kind === 'image' && count(request, 'video') <= 1 && count(request, 'audio') <= 1
  return [isForVideo ? { ...hint, otherKind: 'video' } : hint]
}

/** Kling has no use for a third image. */
function hintAtKling(request: GenerationRequest): Hint[] {
  const images = count(request, 'image')
  if (request.kind !== 'video' || !takesFrames(request) || images <= 2) return []
  return [{ id: 'kling-images', sentence: words.klingImages(images) }]
}

/** Templates have elements for images and videos only. */
function hintAtTemplate({ kind, references }: GenerationRequest): Hint[] {
  if (kind !== 'transcription' || references.length === 0) return []
  return [{ id: 'no-transcription', sentence: words.noTranscription }]
}

/** A lipsync and a transcription need no prompt. Source: the gateway's documentation. */
function hintAtPrompt({ prompt, kind }: GenerationRequest, lipsync: boolean): Hint[] {
  if (prompt.trim() !== '' || kind === 'transcription' || lipsync) return []
  return [{ id: 'prompt', sentence: words.emptyPrompt }]
}

/** Every request has a `model`. Source: the gateway's documentation. */
function hintAtModel({ model }: GenerationRequest): Hint[] {
  if (model.trim() !== '') return []
  return [{ id: 'model', sentence: words.emptyModel }]
}
