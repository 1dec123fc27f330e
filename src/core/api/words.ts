import { formatBytes, formatNumber } from '../text/format.ts'
import type { ApiVersion } from './api-version.ts'
import type { FetchedFact, NotAHistory, Problem } from './problem.ts'
import type { CauseFacts, ServerReason } from './server-cause.ts'
import { SIZE_LIMITS } from './size-limits.ts'

/** What happened and what to do, each without its full stop. */
export type Sentence = readonly [what: string, advice?: string | undefined]

type OfKind<K extends Problem['kind']> = Extract<Problem, { kind: K }>

const SAFE_RETRY = 'Retrying is safe'
const RETRY_SOON = 'Retry in a while'
const CHECK_NETWORK = 'Check the network and retry'
const CHECK_REFDROP = 'Check that Refdrop runs, then retry'
const CHECK_PROXY = 'Check that proxy and retry'
const NOT_THIS_URL = "Don't use this URL"
const BROKEN_OFF: Sentence = ['You broke off this upload for a test', 'Send it without that option']
const EXPORTED_FILE = 'Choose an exported JSON file'
const EXPORT_AGAIN = 'Export it again and import that file'

/** Problems in words. A sentence has at most twelve words, and names no hash. */
export const words = {
  problem: {
    empty: () => ['The file is empty'],
    'too-large': ({ size, limit }) => [
      `${formatBytes(size - limit)} over the ${formatBytes(limit)} limit`,
    ],
    unreadable: () => ["The browser can't read this file", 'Check that it still exists'],
    'changed-on-disk': () => ['The file changed on disk or is gone', 'Choose it again'],
    'worker-lost': () => ['The browser stopped working on this file', CHECK_REFDROP],
    unsupported: ({ reason }) => [`Uploads need ${reason}`, 'Use another browser'],
    'other-content': () => [
      'This is a different file',
      'Choose the same one, or drop it as a new file',
    ],
    stalled: ({ seconds }) => [`No byte was sent for ${seconds} s`, CHECK_NETWORK],
    'no-answer': ({ seconds }) => [
      `No answer after ${seconds} s, so it may have arrived`,
      SAFE_RETRY,
    ],
    'no-connection': () => ['The connection broke before the gateway answered', CHECK_REFDROP],
    'other-upstream': () => [
      'Refdrop now sends to another gateway',
      'Enter a key for it to continue',
    ],
    'bad-answer': ({ status }) => [
      `The gateway's answer (${status}) breaks its contract`,
      'Retry, and report it if it stays',
    ],
    'no-room': () => [
      'Nothing was changed: the browser has no space left',
      'Free some and try again',
    ],
    unexpected: ({ reason }) => [
      reason === ''
        ? 'Something went wrong on this page'
        : `Something went wrong on this page (${reason})`,
      'Reload it if this happens again',
    ],
  } satisfies { [K in Problem['kind']]?: (problem: OfKind<K>) => Sentence },

  /** Replaces the usual advice. */
  otherVersion: (version: ApiVersion, kind: Problem['kind']) =>
    kind === 'too-large'
      ? `Version ${version} takes up to ${formatBytes(SIZE_LIMITS[version].max)}`
      : `Version ${version} may take it`,

  /** A file that is not media. `type` is a name such as "PDF". */
  notMedia: (type: string | undefined): Sentence => [
    type ?? 'Unknown file type',
    'Only images, audio and video can be uploaded',
  ],

  cdn: {
    blocked: (status: number): Sentence => [
      `The gateway's CDN blocked this (${status})`,
      'Try later or from another network',
    ],
    timeout: (status: number): Sentence => [
      `The gateway took too long (${status}), so it may have arrived`,
      SAFE_RETRY,
    ],
    page: (status: number): Sentence => [
      `The gateway's CDN answered with a page (${status})`,
      RETRY_SOON,
    ],
  },

  mismatch: {
    hash: ['Hash mismatch: the gateway stored something else', NOT_THIS_URL],
    size: ['Size mismatch: the gateway stored something else', NOT_THIS_URL],
  } satisfies Record<OfKind<'mismatch'>['fact'], Sentence>,

  fetched: {
    content: ['The URL returns other content', NOT_THIS_URL],
    size: ['The URL returns a file of another size', NOT_THIS_URL],
    'media type': ['The URL returns another media type', NOT_THIS_URL],
    extension: ['The URL has the wrong extension', NOT_THIS_URL],
  } satisfies Record<FetchedFact, Sentence>,

  notFetched: (why?: Sentence): Sentence =>
    why
      ? [`The file couldn't be downloaded: ${why[0]}`, why[1]]
      : ["The file couldn't be downloaded", 'Try again in a while'],

  history: {
    huge: () => ['Nothing was imported: the file is too large', EXPORTED_FILE],
    'not-json': () => ["Nothing was imported: the file isn't complete JSON", EXPORTED_FILE],
    foreign: () => ["Nothing was imported: the file isn't a Refdrop history", EXPORTED_FILE],
    newer: () => [
      'Nothing was imported: a newer Refdrop wrote this file',
      'Update Refdrop and import it again',
    ],
    damaged: (at) => [
      at === undefined
        ? 'Nothing was imported: the file is damaged'
        : `Nothing was imported: entry ${formatNumber(at)} of the file is damaged`,
      EXPORT_AGAIN,
    ],
  } satisfies Record<NotAHistory, (at: number | undefined) => Sentence>,

  refused: {
    staleHash: ['Other bytes arrived than were hashed', 'Retry, or choose the file again'],
    testBreak: BROKEN_OFF,
    unreachable: ["The gateway can't be reached", CHECK_NETWORK],
    key: ['Invalid API key', 'Enter another one to continue'],
    balance: ['Not enough balance', 'Top up to continue'],
    tooLarge: ['Too large for the gateway'],
    rateLimit: ["You reached the gateway's rate limit", 'Retry in a minute'],
    sandboxFull: ['The sandbox is full', 'Empty the sandbox, then retry'],
    full: ['The gateway has no space left', 'Make room there, then retry'],
  } satisfies Record<string, Sentence>,
  gatewayFailed: (status: number): Sentence => [`The gateway failed (${status})`, RETRY_SOON],
  gatewayRefused: (status: number): Sentence => [`The gateway rejected the file (${status})`],

  cause: {
    'connection-refused': ({ host }) => [`${host} refused the connection`, RETRY_SOON],
    'connection-closed': ({ host }) => [
      `${host} closed the connection, so it may have arrived`,
      SAFE_RETRY,
    ],
    'connection-timeout': ({ host }) => [`${host} accepts no connection`, CHECK_NETWORK],
    'connection-untrusted': ({ host, code }) => [
      `${host} offers no trusted connection (${code})`,
      CHECK_NETWORK,
    ],
    'connection-failed': ({ host, code }) => [`${host} can't be reached (${code})`, CHECK_NETWORK],
    'unknown-host': ({ host }) => [`${host} can't be found by name`, CHECK_NETWORK],
    'no-route': ({ host }) => [`${host} can't be reached from here`, CHECK_NETWORK],
    'not-http': ({ host }) => [`${host} doesn't answer in HTTP`, RETRY_SOON],
    'no-answer': ({ host }) => [`${host} didn't answer, so it may have arrived`, SAFE_RETRY],
    'no-progress': ({ host }) => [`${host} takes no more bytes`, CHECK_NETWORK],
    silent: ({ host }) => [`${host} fell silent`, RETRY_SOON],
    'answer-unfinished': ({ host }) => [
      `${host} didn't finish its answer, so it may have arrived`,
      SAFE_RETRY,
    ],
    'answer-broken-off': ({ host }) => [
      `${host} broke off its answer, so it may have arrived`,
      SAFE_RETRY,
    ],
    'answer-too-large': ({ host }) => [`${host} answered more than 1 MB`, RETRY_SOON],
    'answer-unreadable': ({ host }) => [`${host} answered in an unreadable encoding`, RETRY_SOON],
    'answer-status': ({ host, status }) => [
      `${host} answered with the invalid status ${status}`,
      RETRY_SOON,
    ],
    'answer-redirect': ({ host, status }) => [`${host} redirects (${status})`, RETRY_SOON],
    'wrong-upstream': ({ host, status, target }) => [
      target === ''
        ? `${host} redirects (${status})`
        : `${host} redirects (${status}) to ${target}`,
      'Correct VARG_GATEWAY_URL and restart Refdrop',
    ],
    'test-break': () => BROKEN_OFF,
    'proxy-unreachable': ({ proxy, variable, code }) => [
      `The proxy ${proxy} (${variable}) can't be reached (${code})`,
      CHECK_PROXY,
    ],
    'proxy-closed': ({ proxy, variable, host }) => [
      `The proxy ${proxy} (${variable}) hung up before ${host}`,
      CHECK_PROXY,
    ],
    'proxy-timeout': ({ proxy, variable, host }) => [
      `The proxy ${proxy} (${variable}) takes too long to reach ${host}`,
      CHECK_PROXY,
    ],
    'proxy-login': ({ proxy, variable }) => [
      `The proxy ${proxy} needs a valid user and password (407)`,
      `Correct ${variable} and restart Refdrop`,
    ],
    'proxy-refused': ({ proxy, variable, host, status }) => [
      `The proxy ${proxy} (${variable}) doesn't allow ${host} (${status})`,
      CHECK_PROXY,
    ],
    'proxy-failed': ({ proxy, variable, host, status }) => [
      `The proxy ${proxy} (${variable}) can't reach ${host} (${status})`,
      CHECK_PROXY,
    ],
    'proxy-not-http': ({ proxy, variable }) => [
      `The proxy ${proxy} (${variable}) doesn't answer in HTTP`,
      CHECK_PROXY,
    ],
    'file-status': ({ host, status }) => [`${host} answered ${status}`, RETRY_SOON],
    'file-private': ({ host }) => [`${host} is in a private network`],
    'file-not-returned': () => ["the gateway didn't return it since Refdrop started"],
    'import-off': () => ['imports are off', 'Restart Refdrop with --allow-import'],
    'import-url': () => ['its URL has a login or an unusual port'],
    'redirect-private': ({ host, target }) => [
      `${host} redirects to ${target}, in a private network`,
    ],
    'redirect-unsafe': ({ host }) => [`${host} redirects to an unsafe address`],
    'redirect-limit': ({ host, limit }) => [`${host} redirects more than ${limit} times`],
    'file-too-large': ({ limit }) => [`it is over the ${formatBytes(limit)} limit`],
    'file-not-media': ({ found }) => [
      found === 'text/html' ? 'the URL leads to a web page' : 'it is no image, audio or video',
      "Copy the file's own URL",
    ],
    'file-timeout': ({ host, seconds }) => [`${host} took over ${seconds} s`, RETRY_SOON],
    'file-unfinished': ({ host }) => [`${host} broke off`, RETRY_SOON],
    'body-timeout': ({ seconds }) => [`No byte arrived for ${seconds} s`, CHECK_NETWORK],
    'foreign-page': () => ["Only Refdrop's own page may ask for this", 'Reload the page'],
    'foreign-host': ({ host }) => [
      `${host} is no name of this server`,
      'Restart Refdrop with --allow-host',
    ],
    'sandbox-off': () => ['This server has no sandbox', 'Drop the file again for varg.ai'],
    'server-failed': ({ code }) => [
      code === '' ? "Refdrop's server failed" : `Refdrop's server failed (${code})`,
      RETRY_SOON,
    ],
    'server-busy': ({ limit }) => [
      `Refdrop's server has ${limit} open connections, its maximum`,
      RETRY_SOON,
    ],
    'server-ending': () => ["Refdrop's server is stopping", 'Start it again to continue'],
  } satisfies { [R in ServerReason]: (facts: CauseFacts[R]) => Sentence },

  detail: { expected: 'Expected', got: 'Got', reason: 'Reason' },
  /** Details in parentheses, for reports. */
  inReport: {
    expected: (value: string) => `expected ${value}`,
    got: (value: string) => `got ${value}`,
    reason: (value: string) => value,
    all: (what: string, details: string) => `${what} (${details})`,
  },
}
