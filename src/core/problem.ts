/**
 * Everything that can go wrong, as plain data: a Problem crosses workers, storage and
 * React unchanged. It holds facts only; the words for people are made in explain.ts.
 */
export type Problem =
  | { kind: 'empty' }
  | { kind: 'too-large'; size: number; limit: number }
  | { kind: 'not-media'; found: string | undefined }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'changed-on-disk' }
  | { kind: 'worker-lost'; reason: string }
  | { kind: 'no-connection' }
  | { kind: 'refused'; status: number; code: string; message: string; field?: string | undefined }
  | { kind: 'cdn-page'; status: number }
  | { kind: 'bad-answer'; status: number; expected: string; got: string }
  | { kind: 'mismatch'; fact: 'hash' | 'size'; expected: string; got: string }
  | { kind: 'unexpected'; reason: string }

/** A Problem on its way up the stack. Catch it with {@link asProblem}. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.kind)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The one way from something caught to a Problem. Never throws. */
export function asProblem(caught: unknown): Problem {
  if (caught instanceof ProblemError) return caught.problem
  return { kind: 'unexpected', reason: caught instanceof Error ? caught.message : String(caught) }
}

/** Whether the bytes are no longer those that were hashed, by the browser's word or the gateway's. */
export function isStaleHash(problem: Problem): boolean {
  if (problem.kind === 'refused') return problem.field === 'X-Content-Hash'
  return problem.kind === 'changed-on-disk'
}
