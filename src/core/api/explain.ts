import { isStaleHash, type Problem, SANDBOX_FULL, TEST_BREAK } from './problem.ts'
import type { ReceivedCause } from './server-cause.ts'
import { type Sentence, words } from './words.ts'

/** A problem in words for people. */
export interface Explanation {
  /** What happened, without a full stop. Used where the page already offers a remedy. */
  what: string
  /** What happened and what to do. */
  sentence: string
  /** The gateway's error code and message, which must be shown as plain text. */
  gateway?: { code: string; message: string }
  /** Facts for details and reports, such as both hashes. Untrusted plain text. */
  detail?: readonly (readonly [name: string, value: string])[]
}

/** Problems become user-facing text only in this file. */
export function explain(problem: Problem): Explanation {
  const [what, usual] = sentenceOf(problem)
  const other = 'otherVersion' in problem ? problem.otherVersion : undefined
  const advice = other === undefined ? usual : words.otherVersion(other, problem.kind)
  const detail = detailOf(problem)
  const hasMessage = problem.kind === 'refused' && problem.code !== '' && !ofCause(problem.cause)
  return {
    what,
    sentence: advice === undefined ? `${what}.` : `${what}. ${advice}.`,
    ...(hasMessage && { gateway: { code: problem.code, message: problem.message } }),
    ...(detail.length > 0 && {
      detail: detail.map(([name, value]) => [words.detail[name], value] as const),
    }),
  }
}

/** What happened, with all details, on one line and without a full stop. For reports. */
export function explainInFull(problem: Problem): string {
  const [what] = sentenceOf(problem)
  const details = detailOf(problem).map(([name, value]) => words.inReport[name](value))
  return details.length > 0 ? words.inReport.all(what, details.join(', ')) : what
}

type OfKind<K extends Problem['kind']> = Extract<Problem, { kind: K }>

/** Correlates kind and problem, so that `SENTENCES[problem.kind]` accepts the problem. */
type AnyOf<K extends Problem['kind']> = { [P in K]: { kind: P } & OfKind<P> }[K]

const SENTENCES: { [K in Problem['kind']]: (problem: OfKind<K>) => Sentence } = {
  ...words.problem,
  'not-media': ({ found }) => words.notMedia(found && nameType(found)),
  'cdn-page': ({ status }) => ofCdnPage(status),
  mismatch: ({ fact }) => words.mismatch[fact],
  'fetched-mismatch': ({ fact }) => words.fetched[fact],
  'not-fetched': ({ cause }) => words.notFetched(ofCause(cause)),
  'not-a-history': ({ reason, at }) => words.history[reason](at),
  refused: (problem) => ofCause(problem.cause) ?? ofRefusal(problem),
}

function sentenceOf<K extends Problem['kind']>(problem: AnyOf<K>): Sentence {
  return SENTENCES[problem.kind](problem)
}

/** Undefined when the cause has an unknown reason. A missing fact is shown as a question mark. */
function ofCause(cause: ReceivedCause | undefined): Sentence | undefined {
  if (!cause || !Object.hasOwn(words.cause, cause.reason)) return undefined
  const word = words.cause[cause.reason as keyof typeof words.cause]
  return word(
    new Proxy(cause.facts, { get: (facts, name) => facts[name as string] ?? '?' }) as never,
  )
}

type Detail = readonly [name: keyof typeof words.detail, value: string]

function detailOf(problem: Problem): Detail[] {
  switch (problem.kind) {
    case 'bad-answer':
    case 'mismatch':
    case 'fetched-mismatch':
      return [
        ['expected', problem.expected],
        ['got', problem.got],
      ]
    case 'unreadable':
    case 'worker-lost':
      return [['reason', problem.reason]]
    case 'not-fetched':
      return ofCause(problem.cause) ? [] : [['reason', problem.reason]]
    case 'empty':
    case 'too-large':
    case 'not-media':
    case 'changed-on-disk':
    case 'unsupported':
    case 'other-content':
    case 'no-connection':
    case 'other-upstream':
    case 'stalled':
    case 'no-answer':
    case 'refused':
    case 'cdn-page':
    case 'no-room':
    case 'not-a-history':
    case 'unexpected':
      return []
  }
}

/** A short name such as "PDF", else the whole media type. */
function nameType(mediaType: string): string {
  const [, name] = /^\w+\/(?:x-)?([a-z\d]{2,5})(?:-compressed|\+xml)?$/.exec(mediaType) ?? []
  return name?.toUpperCase() ?? mediaType
}

function ofCdnPage(status: number): Sentence {
  if (status === 403) return words.cdn.blocked(status)
  return status === 524 ? words.cdn.timeout(status) : words.cdn.page(status)
}

function ofRefusal(problem: OfKind<'refused'>): Sentence {
  const { status, code } = problem
  if (isStaleHash(problem)) return words.refused.staleHash
  if (code === TEST_BREAK) return words.refused.testBreak
  if (code === 'ProxyError') return words.refused.unreachable
  if (status === 401) return words.refused.key
  if (status === 402) return words.refused.balance
  if (status === 413) return words.refused.tooLarge
  if (status === 429) return words.refused.rateLimit
  if (code === SANDBOX_FULL) return words.refused.sandboxFull
  if (status === 507) return words.refused.full
  return status >= 500 ? words.gatewayFailed(status) : words.gatewayRefused(status)
}
