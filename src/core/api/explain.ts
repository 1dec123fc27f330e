import { formatBytes } from '../text/format.ts'
import {
  isStaleHash,
  NO_TUNNEL,
  type Problem,
  REDIRECTED,
  SANDBOX_FULL,
  TEST_BREAK,
} from './problem.ts'

/** A problem in words for people. */
export interface Explanation {
  /** What happened, without a full stop. Used where the page already offers a remedy. */
  what: string
  /** What happened and what to do. */
  sentence: string
  /** The gateway's error code and message, which must be shown as plain text. */
  gateway?: { code: string; message: string }
}

/** All words for people about problems are made here. */
export function explain(problem: Problem): Explanation {
  const [what, advice] = problem.kind === 'refused' ? ofRefusal(problem) : ofProblem(problem)
  const sentence = `${what}. ${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`
  if (problem.kind !== 'refused' || OURS.has(problem.code)) return { what, sentence }
  return { what, sentence, gateway: { code: problem.code, message: problem.message } }
}

/** Codes whose message is empty or already part of the sentence. */
const OURS = new Set(['', REDIRECTED, NO_TUNNEL])

/** What happened, and what to do. */
type Words = readonly [what: string, advice: string]

type Refused = Extract<Problem, { kind: 'refused' }>

const UNKNOWN_OUTCOME = 'so it is unknown whether the file arrived'
/** Messages of our proxy after which the gateway may have the whole body. */
const BROKEN_OFF = /closed the connection|broke off|did not answer|did not end/

const SAFE_RETRY = 'retry: the same content is never kept twice'

function ofProblem(problem: Exclude<Problem, Refused>): Words {
  switch (problem.kind) {
    case 'empty':
      return ['The file is empty', 'choose one that has content']
    case 'too-large': {
      const limit = `${formatBytes(problem.limit)} (${problem.limit.toLocaleString('en')} bytes)`
      const excess = formatBytes(problem.size - problem.limit)
      return [`The file is ${excess} over the limit of ${limit}`, 'make it smaller']
    }
    case 'not-media':
      return problem.found === undefined
        ? ['It does not look like an image, audio or video file', 'only these can be uploaded']
        : [`It is ${problem.found}`, 'only images, audio and video can be uploaded']
    case 'unreadable':
      return [
        `The browser could not read it (${problem.reason})`,
        'check that it is there and may be read',
      ]
    case 'changed-on-disk':
      return ['The file changed on disk, or is gone, since you chose it', 'choose it again']
    case 'worker-lost':
      return [
        `The browser stopped the work on the file (${problem.reason})`,
        'check that Refdrop still runs and retry',
      ]
    case 'unsupported':
      return [`This browser has no ${problem.reason}, so it cannot upload files`, 'Use another one']
    case 'other-content':
      return [
        'That is another file: its content is not the one from before',
        'Choose the same file, or drop the other one as a new file',
      ]
    case 'stalled':
      return [`No byte went out for ${problem.seconds} seconds`, 'check the network and retry']
    case 'no-answer':
      return [
        `Every byte went out, but no answer came within ${problem.seconds} seconds, ${UNKNOWN_OUTCOME}`,
        SAFE_RETRY,
      ]
    case 'no-connection':
      return [
        'The connection broke before the gateway answered',
        'check that Refdrop still runs and retry',
      ]
    case 'other-upstream':
      return ['Refdrop now sends to another gateway', 'Enter a key for that one to continue']
    case 'cdn-page':
      return ofCdnPage(problem.status)
    case 'bad-answer':
      return [
        `The gateway’s answer (${problem.status}) is not what its contract says: expected ${problem.expected}, got ${problem.got}`,
        'Retry, and report it if it stays',
      ]
    case 'mismatch':
      return [
        `The gateway confirmed another ${problem.fact} than the file has: expected ${problem.expected}, got ${problem.got}`,
        'Do not use its URL. Retry',
      ]
    case 'fetched-mismatch':
      return [
        `What was fetched back from the URL has another ${problem.fact}: expected ${problem.expected}, got ${problem.got}`,
        'Do not use the URL. Retry',
      ]
    case 'not-fetched':
      return [
        `The file could not be fetched back, which proves nothing (${withoutStop(problem.reason)})`,
        'try again in a while',
      ]
    case 'no-room':
      return [
        'The browser has no room left to remember this, so nothing was changed',
        'Free some space on the disk, or remove files from the history, and try again',
      ]
    case 'not-a-history':
      return ofNoHistory(problem)
    case 'unexpected':
      return [
        `Something went wrong in the page (${problem.reason})`,
        'retry, and reload the page if it stays',
      ]
  }
}

const NEW_EXPORT = 'Nothing was changed. Export it again and import that file'
const OTHER_FILE = 'Nothing was changed. Choose the JSON file of an export'

function ofNoHistory({ reason, at }: Extract<Problem, { kind: 'not-a-history' }>): Words {
  switch (reason) {
    case 'huge':
      return ['The file is larger than any history that Refdrop exports', OTHER_FILE]
    case 'not-json':
      return ['The file is not whole JSON: no history from Refdrop, or cut short', OTHER_FILE]
    case 'foreign':
      return ['The file is JSON, but not a history that Refdrop exported', OTHER_FILE]
    case 'newer':
      return [
        'A newer Refdrop exported this history, in a form that this one cannot read',
        'Nothing was changed. Update Refdrop and import it again',
      ]
    case 'damaged':
      return at === undefined
        ? ['The history in the file is damaged', NEW_EXPORT]
        : [`Entry ${at.toLocaleString('en')} of the history in the file is damaged`, NEW_EXPORT]
  }
}

function ofCdnPage(status: number): Words {
  if (status === 403) {
    return ['Blocked by the gateway’s CDN, which answered 403', 'try later or from another network']
  }
  if (status === 524) {
    return [
      `The gateway’s CDN answered 524: the gateway took too long, ${UNKNOWN_OUTCOME}`,
      SAFE_RETRY,
    ]
  }
  return [
    `The gateway’s CDN answered ${status} with a page in place of the gateway`,
    'retry in a while',
  ]
}

function ofRefusal(problem: Refused): Words {
  const { status, code } = problem
  if (isStaleHash(problem)) {
    return [
      'The bytes that arrived are not those that were hashed',
      'retry, and choose the file again if it changed on disk',
    ]
  }
  if (code === TEST_BREAK) {
    return ['It was broken off as you asked for a test', 'send it without that to send all of it']
  }
  if (code === REDIRECTED) {
    const what = `The gateway points elsewhere: ${withoutStop(problem.message)}`
    return [what, 'correct it and start Refdrop again']
  }
  if (code === NO_TUNNEL) return [withoutStop(problem.message), 'check that proxy and retry']
  if (code === 'ProxyError' && BROKEN_OFF.test(problem.message)) {
    return [`The gateway gave no answer, ${UNKNOWN_OUTCOME}`, SAFE_RETRY]
  }
  if (code === 'ProxyError') {
    return ['The gateway could not be reached', 'check the network and retry']
  }
  if (status === 401) return ['Invalid API key', 'Save one that works to continue']
  if (status === 402) return ['The balance is too low', 'Top it up to continue']
  if (status === 413) return ['The gateway finds the file too large', 'make it smaller']
  if (status === 429) return ['The gateway’s rate limit is reached', 'retry in a minute']
  if (code === SANDBOX_FULL) {
    return ['The sandbox has no room left', 'use Empty the sandbox, then retry']
  }
  if (status === 507) return ['The gateway has no room left (507)', 'make room there, then retry']
  if (status >= 500) return [`The gateway failed (${status})`, 'retry in a while']
  return [`The gateway refused the file (${status})`, 'its message says why']
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
