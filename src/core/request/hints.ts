import type { GatewayId } from '../api/gateways.ts'
import type { MediaKind } from '../media/media-kind.ts'
import { type GenerationRequest, LIPSYNC_FAMILY } from './generation.ts'
import {
  type Hint,
  hintAtExtensions,
  hintAtReach,
  hintAtShape,
  listWords,
} from './reference-hints.ts'
import type { Snippet } from './snippets/snippet.ts'

/** The destination of a request. */
export interface HintTarget {
  /** The selected format. Formats that only list references get no hints about prompt and model. */
  snippet: Pick<Snippet, 'id' | 'isRequest' | 'model' | 'leftOut'>
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
  const lipsync = isLipsync(request, snippet)
  const rules: Hint[][] = []
  if (lipsync) rules.push(hintAtLipsync(request))
  else if (!snippet.isRequest) rules.push(hintAtImages(request))
  else if (request.kind === 'transcription') rules.push(hintAtTranscription(request))
  else if (snippet.id !== 'frame-pair') rules.push(hintAtImages(request), hintAtKling(request))
  if (snippet.isRequest) rules.push(hintAtPrompt(request, lipsync))
  if (snippet.isRequest && snippet.model === undefined) rules.push(hintAtModel(request))
  rules.push(hintAtLeftOut(request, snippet), hintAtExtensions(request))
  for (const reference of request.references) {
    if (target.gateway === 'varg') rules.push(hintAtReach(reference, request))
    if (snippet.isRequest && !lipsync) rules.push(hintAtShape(reference, request))
  }
  return rules.flat()
}

function isLipsync({ kind, model }: GenerationRequest, snippet: HintTarget['snippet']): boolean {
  if (snippet.model !== undefined) return isOf(snippet.model, LIPSYNC_FAMILY)
  return snippet.isRequest && kind === 'video' && isOf(model, LIPSYNC_FAMILY)
}

/** A provider may precede the name of the model: `fal/kling-v3`. */
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

/** A lipsync is one image or video and one audio file. Source: the gateway's documentation. */
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

/** References that the format omits. */
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

/**
 * Kling uses the first image as start frame and the second as end frame.
 * Source: the gateway's documentation.
 */
function hintAtKling(request: GenerationRequest): Hint[] {
  const images = count(request, 'image')
  if (request.kind !== 'video' || !isOf(request.model, 'kling') || images <= 2) return []
  const sentence = `Kling takes the first image as start frame and the second as end frame. These are ${images}: it has no place for the others.`
  return [{ id: 'kling-images', sentence }]
}

/** `/v1/transcription` has one `audio_url` and no files. Source: the gateway's documentation. */
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

/** A lipsync and a transcription need no prompt. Source: the gateway's documentation. */
function hintAtPrompt({ prompt, kind }: GenerationRequest, lipsync: boolean): Hint[] {
  if (prompt.trim() !== '' || kind === 'transcription' || lipsync) return []
  const sentence = 'The prompt is empty: the model is not told what to make.'
  return [{ id: 'prompt', sentence }]
}

/** Every request has a `model`. Source: the gateway's documentation. */
function hintAtModel({ model }: GenerationRequest): Hint[] {
  if (model.trim() !== '') return []
  const sentence = 'The model is empty: the gateway does not know what to ask.'
  return [{ id: 'model', sentence }]
}
