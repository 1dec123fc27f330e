import type { StageName } from '../../../core/uploads/stage.ts'

/** The words that rows share with tiles. */
export const words = {
  /** One word for each stage. */
  stage: {
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
  } satisfies Record<StageName, string>,
  more: 'More actions',
}
