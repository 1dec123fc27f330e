import type { RequestKind } from '../generation.ts'
import type { PastedSettings } from './pasted-reference.ts'

const ENDPOINT = /\/v\d\/(image|video|transcription)(?![\w/])/

const LIPSYNC = /sync|veed|omni|avatar/i

const VIDEO = /kling|seedance|sora|wan|minimax|ltx|grok.imagine(?!.image)|video/i

/**
 * What a pasted request asks for, by its call or endpoint, and else by its model.
 *
 * @param call name of the call around the body, such as `Video`
 * @param text the pasted text, in which an endpoint may stand
 */
export function guessKind(
  call: string,
  text: string,
  { model, duration }: Omit<PastedSettings, 'kind'>,
): RequestKind {
  const asked = call + (ENDPOINT.exec(text)?.[1] ?? '')
  if (/transcri/i.test(asked) || (!asked && /whisper/i.test(model))) return 'transcription'
  if (/image/i.test(asked)) return 'image'
  if (LIPSYNC.test(model)) return 'lipsync'
  if (/video/i.test(asked) || duration || VIDEO.test(model)) return 'video'
  return 'image'
}
