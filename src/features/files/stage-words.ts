import { percentOf } from '../../core/format.ts'
import type { StageName, WaitReason } from '../../core/stage.ts'
import type { Upload } from '../../core/upload.ts'

/** The one word for each stage; people and tests go by it. */
export const STAGE_WORDS: Record<StageName, string> = {
  queued: 'Queued',
  hashing: 'Hashing',
  ready: 'Ready',
  waiting: 'Waiting',
  uploading: 'Uploading',
  confirming: 'Confirming',
  uploaded: 'Uploaded',
  failed: 'Failed',
  canceled: 'Canceled',
}

/** What a waiting file waits for. */
export function waitWords(reason: WaitReason): string {
  switch (reason.kind) {
    case 'key':
      return 'for an API key'
  }
}

/** Whole percent of the work under way, or undefined where there is none to measure. */
export function percentDone({ stage, size }: Upload): number | undefined {
  if (stage.name === 'hashing') return percentOf(stage.hashed, size)
  if (stage.name === 'uploading') return percentOf(stage.sent, size)
  return undefined
}
