import type { FaultCase } from '../../core/sandbox/faults.ts'
import type { Flaw } from '../../core/sandbox/flaws.ts'
import { formatBytes, formatNumber, plural } from '../../core/text/format.ts'

/** Statuses with a special meaning for uploads. */
export const STATUS_WORDS = {
  401: 'bad key',
  402: 'balance used up',
  403: 'forbidden',
  413: 'too large',
  429: 'too many requests',
  500: 'internal error',
  502: 'bad gateway',
  503: 'unavailable',
  524: 'CDN timeout',
} as const

export const KIND_WORDS: Record<Exclude<FaultCase['kind'], 'answer'>, string> = {
  html: 'Page of the CDN',
  break: 'Connection breaks',
  'lost-answer': 'Stored, response lost',
  silence: 'No response',
  stall: 'Stands still',
  'wrong-hash': 'Another hash',
  'wrong-size': 'Another size',
  'wrong-url': 'Other bytes at the URL',
}

export const FLAW_WORDS: Record<Flaw, string> = {
  'refuses-keys': 'Refuses every key',
  'takes-any-key': 'Takes any key',
  'odd-errors': 'Errors of another shape',
  'missing-field': 'Answers without media_type',
  'other-hash': 'Answers with another hash',
  'other-size': 'Answers with another size',
  'never-deduplicates': 'Never deduplicates',
  'new-urls': 'New URL for every upload',
  'answers-early': 'Answers known hashes early',
  'needs-hash': 'Needs X-Content-Hash',
  'wrong-type': 'Serves files as text/plain',
  'wrong-bytes': 'Serves files without a byte',
  'no-ranges': 'Serves no ranges',
  'takes-over-limit': 'Takes files over the limit',
  'takes-any-hash': 'Takes a malformed hash',
  'takes-empty': 'Takes empty files',
  'finds-nothing': 'Finds no hash',
  'lists-nothing': 'Lists no files',
  'loses-names': 'Loses names',
  'keeps-deleted': 'Keeps deleted files',
}

const SPANS: Record<number, string> = { 1: 'a second', 60: 'a minute', 3600: 'an hour' }

export const words = {
  simulate: 'Simulate failures',
  sandboxOnly: 'Only the sandbox simulates failures.',
  useSandbox: 'Use the sandbox',
  loading: 'Loading…',

  nextUploads: 'Next uploads',
  howMany: 'How many',
  failure: 'Failure',
  anotherStatus: 'Another status',
  status: 'Status',
  afterBytes: 'After bytes',
  message: 'Message',
  early: 'Before reading the body',
  add: 'Add',
  rateLimit: 'Rate limit',
  calls: 'Calls',
  callsIn: 'calls in',
  seconds: 'In seconds',
  toldBy: 'Reported by',
  secondsToldBy: 's, reported by',
  nested: 'Newer error shape',
  apply: 'Apply',
  speed: 'Speed',
  latency: 'Latency in ms',
  latencyShort: 'Latency',
  milliseconds: 'ms',
  noLatency: 'none',
  bytesPerSecond: 'Bytes per second',
  atMost: 'At most',
  bytesASecond: 'bytes/s',
  anySpeed: 'any',
  chance: 'By chance',
  percent: 'Percent of uploads',
  percentFail: '% of uploads fail at random',
  always: 'Always',
  signals: {
    headers: 'Retry-After and X-RateLimit',
    dates: 'Retry-After and X-RateLimit with a date',
    documented: 'Headers of the API version',
    milliseconds: 'X-RateLimit-Reset in ms',
    words: 'Words in the message',
    nothing: 'Nothing',
  },

  active: 'Active',
  activeFailures: 'Active failures',
  none: 'None. The sandbox works.',
  clearAll: 'Clear all',
  remove: (failure: string) => `Remove ${failure}`,
  announce: (summary: string) => `Active failures: ${summary || 'none'}.`,
  seen: (counts: string) => `Since the last change: ${counts}.`,
  seenCounts: (uploads: number, rest: Record<string, number>) =>
    [
      plural(uploads, 'upload'),
      ...Object.entries(rest).map(([name, count]) => `${formatNumber(count)} ${name}`),
    ].join(', '),

  times: (count: number, failure: string) => `${formatNumber(count)} × ${failure}`,
  answer: (status: number) => {
    const meaning = STATUS_WORDS[status as keyof typeof STATUS_WORDS]
    return meaning === undefined ? String(status) : `${status} ${meaning}`
  },
  /** The name of a kind within a line. */
  kind: (name: string) => name.charAt(0).toLowerCase() + name.slice(1),
  cdnPage: (status: number) => `CDN page with ${status}`,
  after: (bytes: number) => `after ${plural(bytes, 'byte')}`,
  quote: (message: string) => `“${message}”`,
  rate: (limit: number, seconds: number) =>
    `${plural(limit, 'call')} ${SPANS[seconds] ?? `in ${formatNumber(seconds)} s`}`,
  rateBy: (rate: string, signal: string) => `${rate}, reported by ${signal}`,
  late: (milliseconds: number) => `${formatNumber(milliseconds)} ms late`,
  everyLate: (late: string) => `Every response ${late}`,
  slow: (bytesPerSecond: number) => `${formatBytes(bytesPerSecond)} a second`,
  everySlow: (speed: string) => `Bodies read at ${speed}`,
  byChance: (percent: string) => `${percent}% of uploads fail at random`,
  flaws: (count: number) => plural(count, 'flaw'),
  failures: (count: number) => plural(count, 'failure'),

  empty: (field: string) => `“${field}” is empty. Enter a number.`,
  invalid: (field: string, wanted: string, typed: string) =>
    `“${field}” must be ${wanted}, not “${typed}”.`,
  anyNumber: 'a number such as 10',
}
