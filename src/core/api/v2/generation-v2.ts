import type { GenerationCall } from '../generation-call.ts'
import { ESTIMATE } from './jobs-v2.ts'
import { GENERATION_LIMITS_2 } from './limits-v2.ts'
import { ROUTES_2 } from './routes-v2.ts'

const listFiles = (urls: readonly string[]) => urls.map((url) => ({ url }))

export const GENERATION_2: GenerationCall = {
  routes: ROUTES_2,
  repeatHeader: 'Idempotency-Key',
  limits: GENERATION_LIMITS_2,
  estimate: ESTIMATE,
  generate: ({ model, prompt, files, duration, aspectRatio }) => ({
    model,
    prompt: prompt || undefined,
    files: files.length > 0 ? listFiles(files) : undefined,
    duration,
    aspect_ratio: aspectRatio,
  }),
  transcribe: (model, url) => ({ model, audio_url: url }),
  files: listFiles,
}
