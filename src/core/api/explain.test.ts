import { describe, expect, it } from 'vitest'
import { EVERY_CAUSE, EVERY_KIND } from '../testing/every-problem.ts'
import { explain, explainInFull } from './explain.ts'
import { NO_TUNNEL, type Problem, SANDBOX_FULL, TEST_BREAK } from './problem.ts'

const refused = (status: number, code = '', message = ''): Problem => {
  return { kind: 'refused', status, code, message }
}

const SENTENCES: [Problem, string][] = [
  [{ kind: 'empty' }, 'The file is empty.'],
  [{ kind: 'too-large', size: 53_000_192, limit: 52_428_800 }, '558 KB over the 50 MB limit.'],
  [
    { kind: 'too-large', size: 53_000_192, limit: 52_428_800, otherVersion: 2 },
    '558 KB over the 50 MB limit. Version 2 takes up to 200 MB.',
  ],
  [
    { ...refused(404), otherVersion: 1 } as Problem,
    'The gateway rejected the file (404). Version 1 may take it.',
  ],
  [
    { kind: 'cdn-page', status: 404, otherVersion: 1 },
    "The gateway's CDN answered with a page (404). Version 1 may take it.",
  ],
  [
    { kind: 'not-media', found: 'application/pdf' },
    'PDF. Only images, audio and video can be uploaded.',
  ],
  [
    { kind: 'not-media', found: 'application/x-7z-compressed' },
    '7Z. Only images, audio and video can be uploaded.',
  ],
  [
    { kind: 'not-media', found: 'application/vnd.ms-excel' },
    'application/vnd.ms-excel. Only images, audio and video can be uploaded.',
  ],
  [
    { kind: 'not-media', found: undefined },
    'Unknown file type. Only images, audio and video can be uploaded.',
  ],
  [
    { kind: 'mismatch', fact: 'hash', expected: 'sha256:a', got: 'sha256:b' },
    "Hash mismatch: the gateway stored something else. Don't use this URL.",
  ],
  [
    { kind: 'no-answer', seconds: 120 },
    'No answer after 120 s, so it may have arrived. Retrying is safe.',
  ],
  [{ kind: 'stalled', seconds: 30 }, 'No byte was sent for 30 s. Check the network and retry.'],
  [
    { kind: 'cdn-page', status: 403 },
    "The gateway's CDN blocked this (403). Try later or from another network.",
  ],
  [
    { kind: 'cdn-page', status: 524 },
    'The gateway took too long (524), so it may have arrived. Retrying is safe.',
  ],
  [
    { kind: 'cdn-page', status: 200 },
    "The gateway's CDN answered with a page (200). Retry in a while.",
  ],
  [
    { kind: 'not-a-history', reason: 'damaged', at: 1200 },
    'Nothing was imported: entry 1,200 of the file is damaged. Export it again and import that file.',
  ],
  [
    { kind: 'not-fetched', reason: 'The answer was 404.' },
    "The file couldn't be downloaded. Try again in a while.",
  ],
  [
    {
      kind: 'not-fetched',
      reason: 'media.test fell silent.',
      cause: { reason: 'silent', facts: { host: 'media.test' } },
    },
    "The file couldn't be downloaded: media.test fell silent. Retry in a while.",
  ],
  [
    {
      kind: 'not-fetched',
      reason: 'media.test has no public address, so it is not asked.',
      cause: { reason: 'file-private', facts: { host: 'media.test' } },
    },
    "The file couldn't be downloaded: media.test is in a private network.",
  ],
  [
    {
      kind: 'not-fetched',
      reason: 'This server imports no URLs.',
      cause: { reason: 'import-off', facts: {} },
    },
    "The file couldn't be downloaded: imports are off. Restart Refdrop with --allow-import.",
  ],
  [
    {
      kind: 'not-fetched',
      reason: 'media.test sends text/html.',
      cause: { reason: 'file-not-media', facts: { host: 'media.test', found: 'text/html' } },
    },
    "The file couldn't be downloaded: the URL leads to a web page. Copy the file's own URL.",
  ],
  [
    {
      kind: 'refused',
      status: 404,
      code: 'NotFoundError',
      message: 'm',
      cause: { reason: 'sandbox-off', facts: {} },
    },
    'This server has no sandbox. Drop the file again for varg.ai.',
  ],
  [refused(401, 'AuthError', 'm'), 'Invalid API key. Enter another one to continue.'],
  [refused(402, 'BalanceError', 'm'), 'Not enough balance. Top up to continue.'],
  [refused(413, 'TooLarge', 'm'), 'Too large for the gateway.'],
  [refused(429, 'RateLimitError', 'm'), "You reached the gateway's rate limit. Retry in a minute."],
  [refused(500, 'InternalError', 'm'), 'The gateway failed (500). Retry in a while.'],
  [refused(507, SANDBOX_FULL, 'm'), 'The sandbox is full. Empty the sandbox, then retry.'],
  [refused(507), 'The gateway has no space left. Make room there, then retry.'],
  [refused(502, 'ProxyError', 'm'), "The gateway can't be reached. Check the network and retry."],
  [
    refused(502, TEST_BREAK, 'm'),
    'You broke off this upload for a test. Send it without that option.',
  ],
  [refused(400, 'ValidationError', 'm'), 'The gateway rejected the file (400).'],
  [
    { kind: 'refused', status: 400, code: 'V', message: 'm', field: 'X-Content-Hash' },
    'Other bytes arrived than were hashed. Retry, or choose the file again.',
  ],
  [
    {
      kind: 'refused',
      status: 502,
      code: NO_TUNNEL,
      message: 'The proxy a:1 (HTTPS_PROXY) hung up.',
      cause: {
        reason: 'proxy-closed',
        facts: { proxy: 'a:1', variable: 'HTTPS_PROXY', host: 'b' },
      },
    },
    'The proxy a:1 (HTTPS_PROXY) hung up before b. Check that proxy and retry.',
  ],
]

describe('explain', () => {
  it.each(SENTENCES)('writes a sentence for %j', (problem, sentence) => {
    expect(explain(problem).sentence).toBe(sentence)
  })

  it('includes code and message only when they are the gateway’s', () => {
    const problem = { kind: 'refused', status: 401, code: 'AuthError', message: 'No key' } as const
    expect(explain(problem).gateway).toEqual({ code: 'AuthError', message: 'No key' })
    expect(explain({ kind: 'empty' }).gateway).toBeUndefined()
    expect(explain({ ...problem, code: '' }).gateway).toBeUndefined()
    for (const cause of EVERY_CAUSE) expect(explain({ ...problem, cause }).gateway).toBeUndefined()
  })

  it('uses the message of our server when the page does not know its reason', () => {
    const cause = { reason: 'toString', facts: {} }
    const problem = {
      kind: 'refused',
      status: 502,
      code: 'ProxyError',
      message: 'm',
      cause,
    } as const
    expect(explain(problem)).toMatchObject({
      sentence: "The gateway can't be reached. Check the network and retry.",
      gateway: { message: 'm' },
    })
    const partly = { ...problem, cause: { reason: 'silent', facts: {} } }
    expect(explain(partly).sentence).toBe('? fell silent. Retry in a while.')
  })

  it('keeps hashes and foreign texts out of the sentence', () => {
    const problem = { kind: 'mismatch', fact: 'hash', expected: 'a', got: 'b' } as const
    expect(explain(problem).detail).toEqual([
      ['Expected', 'a'],
      ['Got', 'b'],
    ])
    expect(explain({ kind: 'unreadable', reason: 'denied' }).detail).toEqual([['Reason', 'denied']])
    expect(explain({ kind: 'empty' }).detail).toBeUndefined()
  })

  it.each([
    ...EVERY_KIND,
    ...EVERY_CAUSE.map(
      (cause) =>
        ({ kind: 'refused', status: 502, code: 'ProxyError', message: 'm', cause }) as const,
    ),
  ])('writes short sentences without markup for %j', (problem) => {
    const { what, sentence } = explain(problem)
    expect(sentence).toMatch(/^[A-Za-z\d][^\n]+[^.]\.$/)
    expect(sentence.startsWith(`${what}.`)).toBe(true)
    expect(sentence).not.toMatch(/[<>&;]|undefined|NaN|\[object/)
    for (const part of sentence.split(/\. /)) expect(part.split(' ').length).toBeLessThan(13)
  })
})

it('explainInFull adds the details in parentheses', () => {
  const problem = { kind: 'bad-answer', status: 200, expected: 'url', got: 'nothing' } as const
  expect(explainInFull(problem)).toBe(
    "The gateway's answer (200) breaks its contract (expected url, got nothing)",
  )
  expect(explainInFull({ kind: 'empty' })).toBe('The file is empty')
})
