import type { ApiVersion } from './api-version.ts'
import type { Pace } from './pacing.ts'
import type { ReceivedCause } from './server-cause.ts'

/**
 * Everything that can go wrong, as plain data that workers and storage can copy. The words for
 * people are in words.ts.
 */
export type Problem =
  | { kind: 'empty' }
  | ({ kind: 'too-large'; size: number; limit: number } & MayBeTaken)
  | { kind: 'not-media'; found?: string | undefined }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'changed-on-disk' }
  | { kind: 'worker-lost'; reason: string }
  /** `reason` is what the browser lacks. */
  | { kind: 'unsupported'; reason: string }
  | { kind: 'other-content' }
  | { kind: 'no-connection' }
  /**
   * The key does not belong to the upstream of our server, so nothing was sent. Never stored with a
   * file, because the file waits for a key instead.
   */
  | { kind: 'other-upstream' }
  | { kind: 'stalled'; seconds: number }
  | { kind: 'no-answer'; seconds: number }
  /** `cause` is set when our server, not the gateway, rejected the call. */
  | ({
      kind: 'refused'
      status: number
      code: string
      message: string
      field?: string | undefined
      cause?: ReceivedCause | undefined
    } & MayBeTaken)
  | ({ kind: 'cdn-page'; status: number } & MayBeTaken)
  | ({ kind: 'bad-answer'; status: number; expected: string; got: string } & MayBeTaken)
  | { kind: 'mismatch'; fact: 'hash' | 'size'; expected: string; got: string }
  | { kind: 'fetched-mismatch'; fact: FetchedFact; expected: string; got: string }
  /** `reason` is an English sentence. */
  | { kind: 'not-fetched'; reason: string; cause?: ReceivedCause | undefined }
  | { kind: 'no-room' }
  | { kind: 'not-a-history'; reason: NotAHistory; at?: number | undefined }
  /** `reason` is empty when there is no message for people. */
  | { kind: 'unexpected'; reason: string }

/** Another version of the gateway's contract may accept the file. */
interface MayBeTaken {
  otherVersion?: ApiVersion | undefined
}

/** A property that is compared after an uploaded file is fetched back. */
export type FetchedFact = 'content' | 'size' | 'media type' | 'extension'

/**
 * Why a file cannot be imported as a history. For `damaged`, `at` is the number of the first
 * damaged entry, from 1.
 */
export type NotAHistory = 'huge' | 'not-json' | 'foreign' | 'newer' | 'damaged'

/** Carries a Problem up the stack. Catch it with {@link asProblem}. */
export class ProblemError extends Error {
  readonly problem: Problem
  /** The rate limit in the gateway's response. Undefined when there was no response. */
  readonly pace: Pace | undefined

  constructor(problem: Problem, pace?: Pace) {
    super(problem.kind)
    this.name = 'ProblemError'
    this.problem = problem
    this.pace = pace
  }
}

/** Converts anything caught to a Problem. Never throws. */
export function asProblem(caught: unknown): Problem {
  if (caught instanceof ProblemError) return caught.problem
  return { kind: 'unexpected', reason: caught instanceof Error ? reasonOf(caught) : String(caught) }
}

/** Hides the messages of valibot and `JSON.parse`, which are for programmers. */
function reasonOf({ name, message }: Error): string {
  return /^(ValiError|SyntaxError)$/.test(name) ? '' : message
}

/** Whether the browser or the gateway reports that the bytes changed after they were hashed. */
export function isStaleHash(problem: Problem): boolean {
  if (problem.kind === 'refused') return problem.field === 'X-Content-Hash'
  return problem.kind === 'changed-on-disk'
}

/** Our server's code after it aborted a custom send as requested. */
export const TEST_BREAK = 'TestBreak'

/** The sandbox's code when its storage is full. */
export const SANDBOX_FULL = 'SandboxFullError'

/** Our server's code when the gateway redirects. */
export const REDIRECTED = 'RedirectError'

/** Our server's code when its outbound proxy fails. */
export const NO_TUNNEL = 'OutboundProxyError'

/** Temporary statuses of RFC 9110. The CDN adds 520 to 529. */
const PASSING_STATUSES = new Set([408, 500, 502, 503, 504])

/**
 * The only retry policy. False when the gateway understood the request and refused it, or when its
 * response cannot be trusted. 429, 401 and 402 hold the gateway and do not count as tries.
 */
export function isWorthRetrying(problem: Problem): boolean {
  switch (problem.kind) {
    case 'no-connection':
    case 'stalled':
    case 'no-answer':
      return true
    case 'refused':
      return !isForGood(problem.code) && mayPass(problem.status)
    case 'cdn-page':
    case 'bad-answer':
      return mayPass(problem.status)
    case 'empty':
    case 'too-large':
    case 'not-media':
    case 'unreadable':
    case 'changed-on-disk':
    case 'other-content':
    case 'worker-lost':
    case 'unsupported':
    case 'mismatch':
    case 'fetched-mismatch':
    case 'not-fetched':
    case 'other-upstream':
    case 'no-room':
    case 'not-a-history':
    case 'unexpected':
      return false
  }
}

function isForGood(code: string): boolean {
  return code === TEST_BREAK || code === REDIRECTED
}

function mayPass(status: number): boolean {
  return PASSING_STATUSES.has(status) || (status >= 520 && status < 530)
}

/** Whether the network may be the cause, so that the connection should be checked. */
export function isNetworkFault(problem: Problem): boolean {
  if (problem.kind === 'refused') {
    return problem.code === 'ProxyError' || problem.code === NO_TUNNEL
  }
  return (
    problem.kind === 'no-connection' || problem.kind === 'stalled' || problem.kind === 'no-answer'
  )
}
