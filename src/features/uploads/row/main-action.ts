import { isStaleHash, type Problem } from '../../../core/api/problem.ts'
import type { Stage } from '../../../core/uploads/stage.ts'

export type MainActionId = 'copy' | 'cancel' | 'retry' | 'choose-file' | 'remove'

/** Statuses that blame the file, so that the same bytes cannot pass. */
const BLAMES_FILE: ReadonlySet<number> = new Set([400, 413, 415, 422])

/** What helps a file most where it stands. */
export function mainActionOf(stage: Stage): MainActionId {
  switch (stage.name) {
    case 'queued':
    case 'hashing':
    case 'ready':
    case 'uploading':
    case 'confirming':
      return 'cancel'
    case 'waiting':
      return stage.reason.kind === 'retry' ? 'retry' : 'cancel'
    case 'uploaded':
      return 'copy'
    case 'missing-file':
      return 'choose-file'
    case 'canceled':
      return 'retry'
    case 'failed':
      if (stage.problem.kind === 'changed-on-disk') return 'choose-file'
      return blamesFile(stage.problem) ? 'remove' : 'retry'
  }
}

/** Whether the file itself is at fault, so that a retry of the same bytes fails again. */
function blamesFile(problem: Problem): boolean {
  if (problem.kind === 'refused') return BLAMES_FILE.has(problem.status) && !isStaleHash(problem)
  return problem.kind === 'empty' || problem.kind === 'too-large' || problem.kind === 'not-media'
}
