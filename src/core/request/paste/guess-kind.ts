import type { RequestKind } from '../generation.ts'
import { findFamily } from '../models/find-family.ts'
import { isUpscaler, takesFace } from '../models/places.ts'
import type { PastedSettings } from './pasted-reference.ts'

/** A call, or the tool of a job: `/v2/video`, `/v2/tools/video/call`, `"tool": "video"`. */
const ENDPOINT =
  /(?:\/v\d\/(?:tools\/)?|"tool":\s*")(image|video|transcription)(?:\/call)?(?![\w/])/

/**
 * The kind of a pasted request, by its call, endpoint and model.
 *
 * @param call name of the call around the body, such as `Video`
 * @param text the pasted text, which may name an endpoint
 */
export function guessKind(
  call: string,
  text: string,
  { model, duration }: Pick<PastedSettings, 'model' | 'duration'>,
): RequestKind {
  const family = findFamily(model)
  const asked = call + (ENDPOINT.exec(text)?.[1] ?? '')
  if (/transcri/i.test(asked) || (!asked && family?.endpoint === 'transcription'))
    return 'transcription'
  if (family && isUpscaler(family)) return 'upscale'
  if (/image/i.test(asked)) return 'image'
  if (family && takesFace(family)) return 'lipsync'
  if (/video/i.test(asked) || duration || family?.endpoint === 'video') return 'video'
  return 'image'
}
