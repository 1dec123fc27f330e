import { WAIT_WORDS } from '../../../core/queue/progress-report.ts'
import { percentOf } from '../../../core/text/format.ts'
import type { StageName, WaitReason } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'

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
  'missing-file': 'Choose again',
}

/** What a waiting file waits for. */
export function waitWords(reason: WaitReason): string {
  if (reason.kind === 'same-content') return `for ${reason.first}, which has the same content`
  if (reason.kind === 'other-tab') return 'for another tab, which sends the same content'
  return `for ${WAIT_WORDS[reason.kind]}`
}

/** Whole percent of the work under way, or undefined where there is none to measure. */
export function percentDone({ stage, size }: Upload): number | undefined {
  if (stage.name === 'hashing') return percentOf(stage.hashed, size)
  if (stage.name === 'uploading') return percentOf(stage.sent, size)
  return undefined
}
