import type { Problem } from '../api/problem.ts'
import { words } from '../api/words.ts'

/** One problem of each kind. A missing kind is a type error. */
export const EVERY_PROBLEM = {
  empty: { kind: 'empty' },
  'too-large': { kind: 'too-large', size: 60_000_000, limit: 52_428_800 },
  'not-media': { kind: 'not-media', found: 'application/zip' },
  unreadable: { kind: 'unreadable', reason: 'denied' },
  'changed-on-disk': { kind: 'changed-on-disk' },
  'worker-lost': { kind: 'worker-lost', reason: 'crashed' },
  unsupported: { kind: 'unsupported', reason: 'hashing' },
  'other-content': { kind: 'other-content' },
  'no-connection': { kind: 'no-connection' },
  'other-upstream': { kind: 'other-upstream' },
  stalled: { kind: 'stalled', seconds: 30 },
  'no-answer': { kind: 'no-answer', seconds: 120 },
  refused: { kind: 'refused', status: 400, code: 'ValidationError', message: 'No.' },
  'cdn-page': { kind: 'cdn-page', status: 403 },
  'bad-answer': { kind: 'bad-answer', status: 200, expected: 'url: string', got: 'null' },
  mismatch: { kind: 'mismatch', fact: 'size', expected: '1', got: '2' },
  'fetched-mismatch': { kind: 'fetched-mismatch', fact: 'content', expected: 'a', got: 'b' },
  'not-fetched': { kind: 'not-fetched', reason: 'The answer was 404.' },
  'no-room': { kind: 'no-room' },
  'not-a-history': { kind: 'not-a-history', reason: 'damaged', at: 1200 },
  unexpected: { kind: 'unexpected', reason: 'boom' },
} satisfies { [Kind in Problem['kind']]: Extract<Problem, { kind: Kind }> }

export const EVERY_KIND = Object.values(EVERY_PROBLEM) satisfies Problem[]

const NUMBERS = { status: 502, code: 'E1', bytes: 7, seconds: 60, limit: 500 }

/** One cause of each reason of our server, with all facts that any reason has. */
export const EVERY_CAUSE = Object.keys(words.cause).map((reason) => {
  return {
    reason,
    facts: { host: 'a.test', proxy: 'b:1', variable: 'PROXY', target: 'c', ...NUMBERS },
  }
})
