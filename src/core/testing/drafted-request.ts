import type { MediaKind } from '../media/media-kind.ts'
import type { GenerationRequest } from '../request/generation.ts'
import { tagReferences } from '../request/reference.ts'

export interface DraftedFile {
  option?: string | undefined
  kind: MediaKind
  name?: string
  url?: string
  mediaType?: string
}

const EXTENSIONS = { image: 'png', video: 'mp4', audio: 'mp3' } as const

/** A request for tests, with defaults for everything that is not given. */
export function draftRequest(
  files: readonly (DraftedFile | MediaKind)[] = [],
  request: Partial<GenerationRequest> = {},
): GenerationRequest {
  return {
    api: 'https://api.varg.ai',
    version: 1,
    kind: 'video',
    prompt: '@image1 walks in',
    model: 'kling-v3',
    aspectRatio: '16:9',
    duration: 5,
    references: tagReferences(
      files.map((file, index) => {
        const { kind, ...facts } = typeof file === 'string' ? { kind: file } : file
        const name = `${kind} ${index}.${EXTENSIONS[kind]}`
        const url = urlOf(index, kind)
        return { id: String(index), kind, name, url, mediaType: `${kind}/x`, ...facts }
      }),
    ),
    ...request,
  }
}

/** The default URL of a file in {@link draftRequest}. */
export function urlOf(index: number, kind: MediaKind): string {
  return `https://s3.varg.ai/u/a/${index}.${EXTENSIONS[kind]}`
}
