import type { GenerationCall } from '../generation-call.ts'
import { ROUTES_1 } from './routes-v1.ts'

const listFiles = (urls: readonly string[]) => urls.map((url) => ({ url }))

export const GENERATION_1: GenerationCall = {
  routes: ROUTES_1,
  generate: ({ model, prompt, files, duration, aspectRatio }) => ({
    model,
    // Required for each kind, but it may be empty where it is unused.
    prompt,
    files: files.length > 0 ? listFiles(files) : undefined,
    duration,
    aspect_ratio: aspectRatio,
  }),
  transcribe: (model, url) => ({ model, audio_url: url }),
  files: listFiles,
}
