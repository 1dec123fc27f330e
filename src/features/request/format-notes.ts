import type { RequestKind } from '../../core/request/generation.ts'
import type { Snippet } from '../../core/request/snippets/snippet.ts'

const KIND_NOTES: Record<RequestKind, string> = {
  image: 'This format always asks for an image.',
  video: 'This format always asks for a video.',
  transcription: 'This format always asks for a transcription.',
}

/** Whether a person's model, aspect ratio and so on become part of it. */
export function takesSettings({ model, isRequest }: Snippet): boolean {
  return isRequest && model === undefined
}

/** What the format leaves no choice about; undefined where all choices are the person's. */
export function noteOn(format: Snippet): string | undefined {
  if (!format.isRequest) return 'This format holds the references alone.'
  if (!takesSettings(format)) return 'A lipsync has a model of its own and follows its files.'
  return format.kind && KIND_NOTES[format.kind]
}
