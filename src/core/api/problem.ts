/**
 * Everything that can go wrong, as plain data: a Problem crosses workers, storage and
 * React unchanged. It holds facts only; the words for people are made in explain.ts.
 */
export type Problem =
  | { kind: 'empty' }
  | { kind: 'too-large'; size: number; limit: number }
  | { kind: 'not-media'; found?: string | undefined }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'changed-on-disk' }
  | { kind: 'worker-lost'; reason: string }
  /** `reason` is what the browser lacks. */
  | { kind: 'unsupported'; reason: string }
  | { kind: 'other-content' }
  | { kind: 'no-connection' }
  /**
   * Nothing was passed on: our server sends to another upstream than the key in use is for. Never
   * kept with a file, which waits for a key instead.
   */
  | { kind: 'other-upstream' }
  | { kind: 'stalled'; seconds: number }
  | { kind: 'no-answer'; seconds: number }
  | { kind: 'refused'; status: number; code: string; message: string; field?: string | undefined }
  | { kind: 'cdn-page'; status: number }
  | { kind: 'bad-answer'; status: number; expected: string; got: string }
  | { kind: 'mismatch'; fact: 'hash' | 'size'; expected: string; got: string }
  | { kind: 'fetched-mismatch'; fact: FetchedFact; expected: string; got: string }
  | { kind: 'not-fetched'; reason: string }
  | { kind: 'no-room' }
  | { kind: 'not-a-history'; reason: NotAHistory; at?: number | undefined }
  | { kind: 'unexpected'; reason: string }

/** What is compared when an uploaded file is fetched back. */
export type FetchedFact = 'content' | 'size' | 'media type' | 'extension'

/**
 * Why a file is no history that can be taken in. Where it is damaged, `at` is the place of the
 * first damaged entry, counted from 1, if it is an entry.
 */
export type NotAHistory = 'huge' | 'not-json' | 'foreign' | 'newer' | 'damaged'

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
  return { kind: 'unexpected', reason: caught instanceof Error ? reasonOf(caught) : String(caught) }
}

/** What parsers say of JSON is for programmers: valibot's `ValiError`, and `JSON.parse`. */
function reasonOf({ name, message }: Error): string {
  return /^(ValiError|SyntaxError)$/.test(name) ? 'an answer could not be understood' : message
}

/** Whether the bytes are no longer those that were hashed, by the browser's word or the gateway's. */
export function isStaleHash(problem: Problem): boolean {
  if (problem.kind === 'refused') return problem.field === 'X-Content-Hash'
  return problem.kind === 'changed-on-disk'
}

/** The code of our server's own answer where it broke a send off because somebody tests that. */
export const TEST_BREAK = 'TestBreak'

/** The code with which the sandbox says that it has no room. */
export const SANDBOX_FULL = 'SandboxFullError'

/** Its code where the gateway points elsewhere. The message says where, in a sentence for people. */
export const REDIRECTED = 'RedirectError'

/** Its code where the proxy between it and the gateway fails. The message names that, for people. */
export const NO_TUNNEL = 'OutboundProxyError'

/** Statuses that may be others in a while: RFC 9110, and 520 to 529 of the CDN in front. */
const PASSING_STATUSES = new Set([408, 500, 502, 503, 504])

/**
 * The one policy of trying again. Never where the gateway understood and refused, nor where
 * its answer cannot be trusted; 429, 401 and 402 hold the gateway and are no try at all.
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

/** Whether the network, and not the gateway itself, may be at fault: worth a look at the line. */
export function isNetworkFault(problem: Problem): boolean {
  if (problem.kind === 'refused') {
    return problem.code === 'ProxyError' || problem.code === NO_TUNNEL
  }
  return (
    problem.kind === 'no-connection' || problem.kind === 'stalled' || problem.kind === 'no-answer'
  )
}
