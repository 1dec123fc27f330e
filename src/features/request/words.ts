import type { RequestKind } from '../../core/request/generation.ts'
import { plural } from '../../core/text/format.ts'

const EXAMPLE = '@image1 walks in …'

/** Words of the request for people. */
export const words = {
  request: 'Request',
  referenceCount: (count: number) => plural(count, 'reference'),
  /** Opens the request on narrow screens. */
  open: (count: number) => (count === 0 ? 'Request' : `Request ${count}`),
  openBelow: (count: number) => (count === 0 ? 'Request' : `Request · ${count}`),
  addFiles: 'Add files',
  close: 'Close',
  /** Announced when another request is shown. */
  shown: (title: string) => `Request: ${title}`,
  more: 'More',
  empty: 'Add files from the list, or paste code with URLs.',
  moved: (name: string, tag: string, place: number, count: number) =>
    `${name} is now ${tag}, ${place} of ${count}`,

  prompt: 'Prompt',
  /** What an empty prompt shows. */
  promptExamples: {
    image: EXAMPLE,
    video: EXAMPLE,
    lipsync: 'Prompt, optional for lipsync',
    frames: EXAMPLE,
    transcription: 'Prompt, optional for transcription',
    upscale: 'Prompt, not used by upscalers',
  } satisfies Record<RequestKind, string>,

  kind: 'Kind',
  kinds: {
    image: 'Image',
    video: 'Video',
    lipsync: 'Lipsync',
    frames: 'Start and end frame',
    transcription: 'Transcription',
    upscale: 'Upscale',
  } satisfies Record<RequestKind, string>,
  model: 'Model',
  aspectRatio: 'Aspect ratio',
  duration: 'Duration in seconds',
  seconds: 's',
  auto: 'Auto',
  format: 'Format',
  copy: 'Copy request',
  copied: 'Copied',
  copiedRequest: 'Request copied.',
  addSettings: 'Add other settings',
  clear: 'Clear request',
  cleared: 'Request cleared.',
  clearPrompt: 'Clear prompt',
  promptCleared: 'Prompt cleared.',
  undone: 'Undone.',
} as const
