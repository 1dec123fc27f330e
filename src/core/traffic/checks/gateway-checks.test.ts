import { describe, expect, it } from 'vitest'
import { PATHS } from '../../api/contract.ts'
import {
  type Flaw,
  hashBytes,
  json,
  type PlayedAnswer,
  type PlayedRequest,
  page,
  playGateway,
  refusal,
  SILENCE,
} from '../../testing/played-gateway.ts'
import { headerOf } from '../observed-call.ts'
import { summarizeChecks, verdictOf } from './check-line.ts'
import { startCheckRun } from './check-run.ts'
import { COST, GATEWAY_CHECKS } from './gateway-checks.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

async function check(flaw?: Flaw) {
  const gateway = playGateway(flaw)
  const run = startCheckRun({ call: gateway.call, hash: hashBytes, random })
  await run.over
  const { lines } = run.progress()
  const withOutcome = (outcome: string) =>
    lines.filter((line) => verdictOf(line)?.outcome === outcome).map(({ id }) => id)
  return {
    gateway,
    lines,
    passed: withOutcome('pass'),
    failed: withOutcome('fail'),
    unexpected: withOutcome('unexpected'),
    skipped: withOutcome('not-applicable'),
    reasonOf: (id: string) => {
      const line = lines.find((one) => one.id === id)
      return line && verdictOf(line)?.reason
    },
  }
}

const isUpload = ({ target, key }: PlayedRequest) => target === PATHS.files && key === 'own'
const isTaken = (request: PlayedRequest) => isUpload(request) && request.right.status === 200
const isBadKey = ({ key }: PlayedRequest) => key === 'bad'
const isFetch = ({ target, headers }: PlayedRequest) =>
  target.startsWith('https:') && headers.length === 0
const isRange = ({ headers }: PlayedRequest) => headerOf(headers, 'Range') !== undefined
const isTooLarge = ({ right }: PlayedRequest) => right.status === 413
const isMalformed = ({ headers }: PlayedRequest) =>
  headerOf(headers, 'X-Content-Hash') === 'sha256:xyz'
const isEmpty = (request: PlayedRequest) => isUpload(request) && request.body?.length === 0
const hasNoHash = (request: PlayedRequest) =>
  isTaken(request) && headerOf(request.headers, 'X-Content-Hash') === undefined

/** Answers those requests otherwise. */
const flawAt =
  (applies: (request: PlayedRequest) => boolean, answer: (right: PlayedAnswer) => PlayedAnswer) =>
  (request: PlayedRequest) =>
    applies(request) ? answer(request.right) : undefined

/** Answers uploads that it takes with other fields. */
const tell = (change: (wire: Record<string, unknown>) => unknown, applies = isTaken) =>
  flawAt(applies, ({ body }) => json(200, change(JSON.parse(new TextDecoder().decode(body)))))

const HASH = `sha256:${'0'.repeat(64)}`
const TAKEN = { file_id: '1', url: 'https://s3.example/1', hash: HASH, size: 1 }
const taken = () => json(200, { ...TAKEN, media_type: 'image/gif', deduplicated: false })
const nested = (status: number) => () => json(status, { error: { code: 'A', message: 'B' } })

/** A gateway that tells another URL at the second upload of the same. */
const otherUrl = tell((wire) => ({
  ...wire,
  ...(wire.deduplicated ? { url: 'https://x.y/z' } : {}),
}))

const FLAWS: [flaw: string, Flaw, failing: string[], reason: RegExp][] = [
  [
    'refuses the key',
    flawAt(
      ({ key }) => key === 'own',
      () => refusal(401, 'AuthError'),
    ),
    ['key-accepted'],
    /refused: the answer was 401 AuthError: Refused with 401/,
  ],
  [
    'is blocked by a CDN',
    flawAt(
      ({ key }) => key === 'own',
      () => page(403),
    ),
    ['key-accepted'],
    /the answer was 403\./,
  ],
  [
    'tells no balance',
    flawAt(
      ({ target }) => target === PATHS.balance,
      () => json(200, {}),
    ),
    ['key-accepted'],
    /balance_cents/,
  ],
  ['takes a bad key', flawAt(isBadKey, taken), ['bad-key-refused'], /took a key that is none/],
  [
    'refuses a bad key with 403',
    flawAt(isBadKey, () => refusal(403, 'AuthError')),
    ['bad-key-refused'],
    /Expected 401/,
  ],
  [
    'refuses a bad key with a page',
    flawAt(isBadKey, () => page(401)),
    ['bad-key-refused'],
    /text\/html, not JSON/,
  ],
  [
    'refuses a bad key in another shape',
    flawAt(isBadKey, nested(401)),
    ['bad-key-refused'],
    /error and message are no texts/,
  ],
  [
    'refuses a bad key without a message',
    flawAt(isBadKey, () => json(401, { error: 'AuthError' })),
    ['bad-key-refused'],
    /message is no text/,
  ],
  [
    'refuses a bad key with a list',
    flawAt(isBadKey, () => json(401, [])),
    ['bad-key-refused'],
    /no JSON object/,
  ],
  [
    'leaves a field out',
    tell(({ media_type, ...wire }) => wire),
    ['six-fields'],
    /media_type is missing/,
  ],
  [
    'writes the size as text',
    tell((wire) => ({ ...wire, size: '71' })),
    ['six-fields'],
    /size is "71", not a whole number of bytes/,
  ],
  [
    'inherits a field',
    tell((wire) => ({ ...wire, file_id: undefined })),
    ['six-fields'],
    /file_id is missing/,
  ],
  [
    'fails at uploads',
    flawAt(isTaken, () => refusal(500, 'InternalError')),
    ['six-fields', 'without-hash'],
    /500 InternalError/,
  ],
  [
    'answers uploads with a page',
    flawAt(isTaken, () => page(200)),
    ['six-fields', 'without-hash'],
    /no JSON object/,
  ],
  [
    'answers uploads with null',
    flawAt(isTaken, () => json(200, null)),
    ['six-fields', 'without-hash'],
    /no JSON object/,
  ],
  [
    'tells another hash',
    tell((wire) => ({ ...wire, hash: HASH })),
    ['hash-agrees', 'without-hash'],
    /Another hash/,
  ],
  [
    'tells another size',
    tell((wire) => ({ ...wire, size: 72 })),
    ['hash-agrees'],
    /Another size .* expected 71, got 72/,
  ],
  [
    'never deduplicates',
    tell((wire) => ({ ...wire, deduplicated: false })),
    ['deduplicated'],
    /not called deduplicated/,
  ],
  [
    'deduplicates always',
    tell((wire) => ({ ...wire, deduplicated: true })),
    ['deduplicated'],
    /its content was new/,
  ],
  ['deduplicates to another URL', otherUrl, ['deduplicated'], /another URL/],
  [
    'wants a hash',
    flawAt(hasNoHash, () => refusal(400, 'ValidationError')),
    ['without-hash'],
    /refused: the answer was 400/,
  ],
  [
    'makes up a hash where none was sent',
    tell((wire) => ({ ...wire, hash: HASH }), hasNoHash),
    ['without-hash'],
    /another: expected sha256/,
  ],
  [
    'serves as another type',
    flawAt(isFetch, (right) => ({ ...right, headers: [['Content-Type', 'image/png']] })),
    ['fetchable'],
    /media type: expected image\/gif, got image\/png/,
  ],
  [
    'serves without a type',
    flawAt(isFetch, (right) => ({ ...right, headers: [] })),
    ['fetchable'],
    /without a Content-Type/,
  ],
  [
    'serves less',
    flawAt(isFetch, (right) => ({ ...right, body: right.body.slice(1) })),
    ['fetchable'],
    /expected 71 bytes, got 70 bytes/,
  ],
  [
    'serves other bytes',
    flawAt(isFetch, (right) => ({ ...right, body: right.body.with(70, 1) })),
    ['fetchable'],
    /another content/,
  ],
  [
    'does not serve',
    flawAt(
      (request) => isFetch(request) || isRange(request),
      () => page(404),
    ),
    ['fetchable'],
    /does not come: the answer was 404/,
  ],
  [
    'answers no URL of the web',
    tell((wire) => ({ ...wire, url: 'javascript:alert(1)' })),
    ['six-fields'],
    /url is "javascript:alert\(1\)", not a full http or https URL/,
  ],
  [
    'answers a URL with a password',
    tell((wire) => ({ ...wire, url: 'https://a:b@s3.example/' })),
    ['six-fields'],
    /not a full http or https URL/,
  ],
  [
    'answers a field of another type',
    tell((wire) => ({ ...wire, media_type: {} })),
    ['six-fields'],
    /^Of the six fields, media_type is an object, not text\.$/,
  ],
  [
    'ignores ranges',
    flawAt(isRange, (right) => ({ ...right, status: 200 })),
    ['range'],
    /Ranges are ignored/,
  ],
  [
    'refuses ranges',
    flawAt(isRange, () => page(416)),
    ['range'],
    /Expected 206, but the answer was 416/,
  ],
  [
    'tells another range',
    flawAt(isRange, ({ body }) => ({
      status: 206,
      headers: [['Content-Range', 'bytes 0-9/*']],
      body,
    })),
    ['range'],
    /expected bytes 0-9\/71, got bytes 0-9\/\*/,
  ],
  [
    'tells no range',
    flawAt(isRange, ({ body }) => ({ status: 206, headers: [], body })),
    ['range'],
    /got none/,
  ],
  [
    'serves another part',
    flawAt(isRange, (right) => ({ ...right, body: right.body.with(0, 0) })),
    ['range'],
    /Other bytes/,
  ],
  [
    'serves a shorter part',
    flawAt(isRange, (right) => ({ ...right, body: right.body.slice(0, 9) })),
    ['range'],
    /Other bytes/,
  ],
  [
    'serves a longer part',
    flawAt(isRange, (right) => ({ ...right, body: Uint8Array.from([...right.body, 0]) })),
    ['range'],
    /Other bytes/,
  ],
  [
    'takes what is too large',
    flawAt(isTooLarge, taken),
    ['over-limit'],
    /took a body of 52,428,801 bytes/,
  ],
  [
    'refuses what is too large with 400',
    flawAt(isTooLarge, () => refusal(400, 'A')),
    ['over-limit'],
    /Expected 413, but the answer was 400/,
  ],
]

/** What the contract leaves open: `unexpected` is the check that notes it. */
const LEFT_OPEN: [what: string, Flaw, unexpected: string, reason: RegExp][] = [
  [
    'takes a malformed hash',
    flawAt(isMalformed, taken),
    'malformed-hash',
    /took the hash sha256:xyz/,
  ],
  [
    'refuses a malformed hash with 422',
    flawAt(isMalformed, () => refusal(422, 'A')),
    'malformed-hash',
    /Expected 400, but the answer was 422/,
  ],
  [
    'refuses a malformed hash with a page',
    flawAt(isMalformed, () => page(400)),
    'malformed-hash',
    /its Content-Type is text\/html, not JSON/,
  ],
  [
    'answers a malformed hash with 500',
    flawAt(isMalformed, () => refusal(500, 'A')),
    'malformed-hash',
    /Expected 400, but the answer was 500/,
  ],
  ['takes an empty body', flawAt(isEmpty, taken), 'empty-body', /took an empty body/],
  [
    'refuses an empty body in another shape',
    flawAt(isEmpty, nested(400)),
    'empty-body',
    /error and message are no texts/,
  ],
]

describe('a gateway that keeps its contract', () => {
  it('passes all checks', async () => {
    const { passed, lines } = await check()
    expect(passed).toEqual(GATEWAY_CHECKS.map(({ id }) => id))
    expect(new Set(passed).size).toBe(11)
    expect(lines.map(({ exchanges }) => exchanges.length)).toEqual([
      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ])
  })

  it('is asked as often as people are told before', async () => {
    const { gateway } = await check()
    const { asked, files } = gateway
    expect(asked).toHaveLength(COST.calls)
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(COST.uploads)
    expect(files.size).toBe(COST.kept)
  })

  it('gets no key at URLs, and the bad one once', async () => {
    const { asked } = (await check()).gateway
    const keys = asked.map(
      ({ target, key }) => `${target.startsWith('/') ? 'gateway' : 'URL'} ${key}`,
    )
    expect(keys.filter((key) => key === 'URL none')).toHaveLength(2)
    expect(keys.filter((key) => key === 'gateway bad')).toHaveLength(1)
    expect(keys.filter((key) => key === 'gateway own')).toHaveLength(7)
  })

  it('gets files that no other run has sent', async () => {
    const bodies = [await check(), await check()].flatMap(({ gateway }) => [
      ...gateway.files.keys(),
    ])
    expect(new Set(bodies).size).toBe(2 * COST.kept)
  })
})

describe('a gateway that', () => {
  it.each(FLAWS)('%s', async (_, flaw, failing, reason) => {
    const { failed, reasonOf } = await check(flaw)
    expect(failed).toEqual(failing)
    expect(reasonOf(failing[0] ?? '')).toMatch(reason)
  })

  it.each(LEFT_OPEN)('%s is not called broken', async (_, flaw, id, reason) => {
    const { failed, unexpected, reasonOf, lines } = await check(flaw)
    expect(failed).toEqual([])
    expect(unexpected).toEqual([id])
    expect(reasonOf(id)).toMatch(reason)
    expect(reasonOf(id)).toMatch(/^The contract leaves this open\. /)
    expect(summarizeChecks(lines)).toBe('11 checks: 10 passed, 1 unexpected')
  })

  it('fails in no way that the tables have not: each check has its flaws', () => {
    const failing = new Set([
      ...FLAWS.flatMap(([, , ids]) => ids),
      ...LEFT_OPEN.map(([, , id]) => id),
    ])
    expect([...failing].sort()).toEqual(GATEWAY_CHECKS.map(({ id }) => id).sort())
  })
})

it('titles name 400 as our expectation where the contract does not document it', () => {
  const titles = GATEWAY_CHECKS.map(({ title }) => title)
  expect(titles.filter((title) => title.startsWith('Expected, not documented: '))).toEqual([
    'Expected, not documented: a malformed X-Content-Hash is refused with 400',
    'Expected, not documented: an empty body is refused with 400',
  ])
  expect(titles.filter((title) => title.endsWith(', as documented'))).toEqual([
    'A bad key is refused, as documented',
  ])
})

describe('what cannot be seen', () => {
  const ALL = GATEWAY_CHECKS.map(({ id }) => id)

  it.each<[string, Flaw, skipped: string[], RegExp]>([
    [
      'has no balance',
      flawAt(
        ({ target }) => target === PATHS.balance,
        () => page(404),
      ),
      ['key-accepted'],
      /says nothing of the key/,
    ],
    [
      'wants money',
      flawAt(isTaken, () => refusal(402, 'InsufficientBalanceError')),
      ['six-fields', 'hash-agrees', 'deduplicated', 'without-hash', 'fetchable', 'range'],
      /balance is too low/,
    ],
    [
      'answers no URL',
      tell(({ url, ...wire }) => wire),
      ['deduplicated', 'fetchable', 'range'],
      /needs the URL/,
    ],
    ['answers no hash', tell(({ hash, ...wire }) => wire), ['hash-agrees'], /without a hash/],
    [
      'does not answer at a bad key',
      flawAt(isBadKey, () => SILENCE),
      ['bad-key-refused'],
      /There was no answer: The connection broke/,
    ],
  ])('of a gateway that %s', async (_, flaw, skipped, reason) => {
    const seen = await check(flaw)
    expect(seen.skipped).toEqual(skipped)
    expect(seen.reasonOf(skipped[0] ?? '')).toMatch(reason)
  })

  it('is everything else where the key is refused', async () => {
    const { failed, skipped, gateway } = await check(
      flawAt(
        ({ key }) => key === 'own',
        () => refusal(401, 'AuthError'),
      ),
    )
    expect(failed).toEqual(['key-accepted'])
    expect(skipped).toEqual(ALL.filter((id) => id !== 'key-accepted' && id !== 'bad-key-refused'))
    expect(gateway.files.size).toBe(2)
  })

  it('is everything where nobody answers, after one call', async () => {
    const { skipped, gateway } = await check(() => SILENCE)
    expect(skipped).toEqual(ALL)
    expect(gateway.asked).toHaveLength(1)
  })

  it('is all that is left when two checks in a row have no answer', async () => {
    let calls = 0
    const { passed, gateway } = await check(() => {
      calls += 1
      return calls > 7 ? SILENCE : undefined
    })
    expect(passed).toEqual(ALL.slice(0, 8))
    expect(gateway.asked).toHaveLength(9)
  })
})
