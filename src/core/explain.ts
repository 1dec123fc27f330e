import { formatBytes } from './format.ts'
import { isStaleHash, type Problem } from './problem.ts'

/** A problem in words: one sentence for the person, then the gateway's own words where it had any. */
export interface Explanation {
  sentence: string
  /** The gateway's error code and message, to be shown as plain text. */
  gateway?: { code: string; message: string }
}

/** The one way from a Problem to words: what happened and what to do. */
export function explain(problem: Problem): Explanation {
  if (problem.kind !== 'refused') return { sentence: sentenceOf(problem) }
  const { status, code, message } = problem
  const sentence = isStaleHash(problem)
    ? 'The bytes that arrived are not those that were hashed; retry, and choose the file again if it changed on disk.'
    : refusalSentence(status, code)
  return code === '' ? { sentence } : { sentence, gateway: { code, message } }
}

function sentenceOf(problem: Exclude<Problem, { kind: 'refused' }>): string {
  switch (problem.kind) {
    case 'empty':
      return 'The file is empty; choose one that has content.'
    case 'too-large':
      return `The file is ${formatBytes(problem.size - problem.limit)} over the limit of ${formatBytes(problem.limit)} (${problem.limit.toLocaleString('en')} bytes); make it smaller.`
    case 'not-media':
      return problem.found === undefined
        ? 'It does not look like an image, audio or video file; only these can be uploaded.'
        : `It is ${problem.found}; only images, audio and video can be uploaded.`
    case 'unreadable':
      return `The browser could not read it (${problem.reason}); check that it is there and may be read.`
    case 'changed-on-disk':
      return 'The file changed on disk, or is gone, since you chose it; choose it again.'
    case 'worker-lost':
      return `The browser stopped the work on the file (${problem.reason}); check that Refdrop still runs and retry.`
    case 'no-connection':
      return 'The connection broke before the gateway answered; check that Refdrop still runs and retry.'
    case 'cdn-page':
      return problem.status === 403
        ? 'Blocked by the gateway’s CDN, which answered 403; try later or from another network.'
        : `The gateway’s CDN answered ${problem.status} in place of the gateway; retry in a while.`
    case 'bad-answer':
      return `The gateway’s answer (${problem.status}) is not what its contract says: expected ${problem.expected}, got ${problem.got}. Retry, and report it if it stays.`
    case 'mismatch':
      return `The gateway confirmed another ${problem.fact} than the file has: expected ${problem.expected}, got ${problem.got}. Do not use its URL; retry.`
    case 'unexpected':
      return `Something went wrong in the page (${problem.reason}); retry, and reload the page if it stays.`
  }
}

function refusalSentence(status: number, code: string): string {
  if (code === 'ProxyError') return 'The gateway could not be reached; check the network and retry.'
  if (status === 401) return 'Invalid API key; save one that works and retry.'
  if (status === 402) return 'The balance is used up; top it up and retry.'
  if (status === 413) return 'The gateway finds the file too large; make it smaller.'
  if (status === 429) return 'The gateway’s rate limit is reached; retry in a minute.'
  if (status >= 500) return `The gateway failed (${status}); retry in a while.`
  return `The gateway refused the file (${status}); its message says why.`
}
