import type { ApiVersion } from '../../../core/api/api-version.ts'
import { isStaleHash, type Problem } from '../../../core/api/problem.ts'
import type { Stage } from '../../../core/uploads/stage.ts'

export type MainActionId = 'copy' | 'cancel' | 'retry' | 'use-version' | 'choose-file' | 'remove'

/** Statuses that blame the file, so that the same bytes cannot pass. */
const BLAMES_FILE: ReadonlySet<number> = new Set([400, 413, 415, 422])

/**
 * The most useful action for a file in this stage.
 *
 * @param version the API version of its gateway
 */
export function mainActionOf(stage: Stage, version: ApiVersion): MainActionId {
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
      if (otherVersionOf(stage) !== undefined) {
        return otherVersionOf(stage) === version ? 'retry' : 'use-version'
      }
      return blamesFile(stage.problem) ? 'remove' : 'retry'
  }
}

/** The API version in which the gateway may accept a failed file. */
export function otherVersionOf(stage: Stage): ApiVersion | undefined {
  if (stage.name !== 'failed' || !('otherVersion' in stage.problem)) return undefined
  return stage.problem.otherVersion
}

/** Whether the file itself is at fault, so that a retry of the same bytes fails again. */
function blamesFile(problem: Problem): boolean {
  if (problem.kind === 'refused') return BLAMES_FILE.has(problem.status) && !isStaleHash(problem)
  return problem.kind === 'empty' || problem.kind === 'too-large' || problem.kind === 'not-media'
}
