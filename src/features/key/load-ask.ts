import { ProblemError } from '../../core/problem.ts'

/** Comes right after the first load. @throws {ProblemError} `no-connection` where our own server is gone */
export const loadAsk = () =>
  import('../../gateway/ask.ts').catch(() => {
    throw new ProblemError({ kind: 'no-connection' })
  })
