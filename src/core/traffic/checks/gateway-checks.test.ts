import { describe, expect, it } from 'vitest'
import { ROUTES_1 } from '../../api/v1/routes-v1.ts'
import { changeJson, checkGateway, flawAt } from '../../testing/checked-gateway.ts'
import {
  type FakeRequest,
  type Flaw,
  json,
  NO_RESPONSE,
  page,
  refusal,
} from '../../testing/fake-gateway.ts'
import { headerOf } from '../observed-call.ts'
import { summarizeChecks } from './check-line.ts'
import { COSTS, GATEWAY_CHECKS } from './gateway-checks.ts'

const CHECKS = GATEWAY_CHECKS[1]
const COST = COSTS[1]

const check = (flaw?: Flaw) => checkGateway(1, flaw)

const isUpload = ({ target, key }: FakeRequest) => target === ROUTES_1.send.path && key === 'own'
const isAccepted = (request: FakeRequest) => isUpload(request) && request.correct.status === 200
const isBadKey = ({ key }: FakeRequest) => key === 'bad'
const isFetch = ({ target, headers }: FakeRequest) =>
  target.startsWith('https:') && headers.length === 0
const isRange = ({ headers }: FakeRequest) => headerOf(headers, 'Range') !== undefined
const isTooLarge = ({ correct }: FakeRequest) => correct.status === 413
const isMalformed = ({ headers }: FakeRequest) =>
  headerOf(headers, 'X-Content-Hash') === 'sha256:xyz'
const isEmpty = (request: FakeRequest) => isUpload(request) && request.body?.length === 0
const hasNoHash = (request: FakeRequest) =>
  isAccepted(request) && headerOf(request.headers, 'X-Content-Hash') === undefined

/** Changes the fields in responses to accepted uploads. */
const withFields = (change: (wire: Record<string, unknown>) => unknown, applies = isAccepted) =>
  changeJson(applies, change)

const HASH = `sha256:${'0'.repeat(64)}`
const ACCEPTED = { file_id: '1', url: 'https://s3.example/1', hash: HASH, size: 1 }
const accept = () => json(200, { ...ACCEPTED, media_type: 'image/gif', deduplicated: false })
const nested = (status: number) => () => json(status, { error: { code: 'A', message: 'B' } })

/** Returns another URL for the second upload of the same content. */
const otherUrl = withFields((wire) => ({
  ...wire,
  ...(wire.deduplicated ? { url: 'https://x.y/z' } : {}),
}))

const FLAWS: [flaw: string, Flaw, failing: string[], reason: RegExp][] = [
  [
    'rejects the key',
    flawAt(
      ({ key }) => key === 'own',
      () => refusal(401, 'AuthError'),
    ),
    ['key-accepted'],
    /rejected: the answer was 401 AuthError: Refused with 401/,
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
    'returns no balance',
    flawAt(
      ({ target }) => target === ROUTES_1.balance.path,
      () => json(200, {}),
    ),
    ['key-accepted'],
    /balance_cents/,
  ],
  ['accepts a bad key', flawAt(isBadKey, accept), ['bad-key-refused'], /accepted an invalid key/],
  [
    'rejects a bad key with 403',
    flawAt(isBadKey, () => refusal(403, 'AuthError')),
    ['bad-key-refused'],
    /Expected 401/,
  ],
  [
    'rejects a bad key with a page',
    flawAt(isBadKey, () => page(401)),
    ['bad-key-refused'],
    /text\/html, not JSON/,
  ],
  [
    'rejects a bad key with an error in another shape',
    flawAt(isBadKey, nested(401)),
    ['bad-key-refused'],
    /error and message are no texts/,
  ],
  [
    'rejects a bad key without a message',
    flawAt(isBadKey, () => json(401, { error: 'AuthError' })),
    ['bad-key-refused'],
    /message is no text/,
  ],
  [
    'rejects a bad key with an array',
    flawAt(isBadKey, () => json(401, [])),
    ['bad-key-refused'],
    /no JSON object/,
  ],
  [
    'omits a field',
    withFields(({ media_type, ...wire }) => wire),
    ['six-fields'],
    /media_type is missing/,
  ],
  [
    'returns the size as a string',
    withFields((wire) => ({ ...wire, size: '71' })),
    ['six-fields'],
    /size is "71", not a whole number of bytes/,
  ],
  [
    'returns an undefined field',
    withFields((wire) => ({ ...wire, file_id: undefined })),
    ['six-fields'],
    /file_id is missing/,
  ],
  [
    'fails on uploads',
    flawAt(isAccepted, () => refusal(500, 'InternalError')),
    ['six-fields', 'without-hash'],
    /500 InternalError/,
  ],
  [
    'responds to uploads with a page',
    flawAt(isAccepted, () => page(200)),
    ['six-fields', 'without-hash'],
    /no JSON object/,
  ],
  [
    'responds to uploads with null',
    flawAt(isAccepted, () => json(200, null)),
    ['six-fields', 'without-hash'],
    /no JSON object/,
  ],
  [
    'returns another hash',
    withFields((wire) => ({ ...wire, hash: HASH })),
    ['hash-agrees', 'without-hash'],
    /Another hash/,
  ],
  [
    'returns another size',
    withFields((wire) => ({ ...wire, size: 72 })),
    ['hash-agrees'],
    /Another size .* expected 71, got 72/,
  ],
  [
    'never deduplicates',
    withFields((wire) => ({ ...wire, deduplicated: false })),
    ['deduplicated'],
    /not called deduplicated/,
  ],
  [
    'deduplicates new content',
    withFields((wire) => ({ ...wire, deduplicated: true })),
    ['deduplicated'],
    /its content was new/,
  ],
  ['deduplicates to another URL', otherUrl, ['deduplicated'], /another URL/],
  [
    'requires a hash',
    flawAt(hasNoHash, () => refusal(400, 'ValidationError')),
    ['without-hash'],
    /rejected: the answer was 400/,
  ],
  [
    'returns another hash when none was sent',
    withFields((wire) => ({ ...wire, hash: HASH }), hasNoHash),
    ['without-hash'],
    /another: expected sha256/,
  ],
  [
    'serves the file as another type',
    flawAt(isFetch, (correct) => ({ ...correct, headers: [['Content-Type', 'image/png']] })),
    ['fetchable'],
    /media type .expected image\/gif, got image\/png/,
  ],
  [
    'serves the file without a type',
    flawAt(isFetch, (correct) => ({ ...correct, headers: [] })),
    ['fetchable'],
    /without a Content-Type/,
  ],
  [
    'serves fewer bytes',
    flawAt(isFetch, (correct) => ({ ...correct, body: correct.body.slice(1) })),
    ['fetchable'],
    /expected 71 bytes, got 70 bytes/,
  ],
  [
    'serves other bytes',
    flawAt(isFetch, (correct) => ({ ...correct, body: correct.body.with(70, 1) })),
    ['fetchable'],
    /other content/,
  ],
  [
    'does not serve the file',
    flawAt(
      (request) => isFetch(request) || isRange(request),
      () => page(404),
    ),
    ['fetchable'],
    /does not come: the answer was 404/,
  ],
  [
    'returns a javascript: URL',
    withFields((wire) => ({ ...wire, url: 'javascript:alert(1)' })),
    ['six-fields'],
    /url is "javascript:alert\(1\)", not a full http or https URL/,
  ],
  [
    'returns a URL with a password',
    withFields((wire) => ({ ...wire, url: 'https://a:b@s3.example/' })),
    ['six-fields'],
    /not a full http or https URL/,
  ],
  [
    'returns a field of another type',
    withFields((wire) => ({ ...wire, media_type: {} })),
    ['six-fields'],
    /^Of the six fields, media_type is an object, not text\.$/,
  ],
  [
    'ignores ranges',
    flawAt(isRange, (correct) => ({ ...correct, status: 200 })),
    ['range'],
    /Ranges are ignored/,
  ],
  [
    'rejects ranges',
    flawAt(isRange, () => page(416)),
    ['range'],
    /Expected 206, but the answer was 416/,
  ],
  [
    'returns another Content-Range',
    flawAt(isRange, ({ body }) => ({
      status: 206,
      headers: [['Content-Range', 'bytes 0-9/*']],
      body,
    })),
    ['range'],
    /expected bytes 0-9\/71, got bytes 0-9\/\*/,
  ],
  [
    'returns no Content-Range',
    flawAt(isRange, ({ body }) => ({ status: 206, headers: [], body })),
    ['range'],
    /got none/,
  ],
  [
    'serves another range',
    flawAt(isRange, (correct) => ({ ...correct, body: correct.body.with(0, 0) })),
    ['range'],
    /Other bytes/,
  ],
  [
    'serves a shorter range',
    flawAt(isRange, (correct) => ({ ...correct, body: correct.body.slice(0, 9) })),
    ['range'],
    /Other bytes/,
  ],
  [
    'serves a longer range',
    flawAt(isRange, (correct) => ({ ...correct, body: Uint8Array.from([...correct.body, 0]) })),
    ['range'],
    /Other bytes/,
  ],
  [
    'accepts an oversized file',
    flawAt(isTooLarge, accept),
    ['over-limit'],
    /accepted a body of 52,428,801 bytes/,
  ],
  [
    'rejects an oversized file with 400',
    flawAt(isTooLarge, () => refusal(400, 'A')),
    ['over-limit'],
    /Expected 413, but the answer was 400/,
  ],
]

/** Behavior that the contract leaves open. `unexpected` is the id of the check that reports it. */
const LEFT_OPEN: [what: string, Flaw, unexpected: string, reason: RegExp][] = [
  [
    'accepts a malformed hash',
    flawAt(isMalformed, accept),
    'malformed-hash',
    /accepted the hash sha256:xyz/,
  ],
  [
    'rejects a malformed hash with 422',
    flawAt(isMalformed, () => refusal(422, 'A')),
    'malformed-hash',
    /Expected 400, but the answer was 422/,
  ],
  [
    'rejects a malformed hash with a page',
    flawAt(isMalformed, () => page(400)),
    'malformed-hash',
    /its Content-Type is text\/html, not JSON/,
  ],
  [
    'responds to a malformed hash with 500',
    flawAt(isMalformed, () => refusal(500, 'A')),
    'malformed-hash',
    /Expected 400, but the answer was 500/,
  ],
  ['accepts an empty body', flawAt(isEmpty, accept), 'empty-body', /accepted an empty body/],
  [
    'rejects an empty body with an error in another shape',
    flawAt(isEmpty, nested(400)),
    'empty-body',
    /error and message are no texts/,
  ],
]

describe('a gateway that conforms to its contract', () => {
  it('passes all checks', async () => {
    const { passed, lines } = await check()
    expect(passed).toEqual(CHECKS.map(({ id }) => id))
    expect(new Set(passed).size).toBe(11)
    expect(lines.map(({ exchanges }) => exchanges.length)).toEqual([
      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ])
  })

  it('gets as many requests as the announced cost', async () => {
    const { gateway } = await check()
    const { requests, files } = gateway
    expect(requests).toHaveLength(COST.calls)
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(COST.uploads)
    expect(files.size).toBe(COST.kept)
  })

  it('receives no key at file URLs, and the bad key in one call only', async () => {
    const { requests } = (await check()).gateway
    const keys = requests.map(
      ({ target, key }) => `${target.startsWith('/') ? 'gateway' : 'URL'} ${key}`,
    )
    expect(keys.filter((key) => key === 'URL none')).toHaveLength(2)
    expect(keys.filter((key) => key === 'gateway bad')).toHaveLength(1)
    expect(keys.filter((key) => key === 'gateway own')).toHaveLength(7)
  })

  it('gets different files in every run', async () => {
    const bodies = [await check(), await check()].flatMap(({ gateway }) => [
      ...gateway.files.keys(),
    ])
    expect(new Set(bodies).size).toBe(2 * COST.kept)
  })
})

describe('a gateway with a flaw', () => {
  it.each(FLAWS)('fails a check when it %s', async (_, flaw, failing, reason) => {
    const { failed, reasonOf } = await check(flaw)
    expect(failed).toEqual(failing)
    expect(reasonOf(failing[0] ?? '')).toMatch(reason)
  })

  it.each(LEFT_OPEN)(
    'gets an unexpected result, not a failure, when it %s',
    async (_, flaw, id, reason) => {
      const { failed, unexpected, reasonOf, lines } = await check(flaw)
      expect(failed).toEqual([])
      expect(unexpected).toEqual([id])
      expect(reasonOf(id)).toMatch(reason)
      expect(reasonOf(id)).toMatch(/^The contract leaves this open\. /)
      expect(summarizeChecks(lines)).toBe('11 checks: 10 passed, 1 unexpected')
    },
  )

  it('exists for every check', () => {
    const failing = new Set([
      ...FLAWS.flatMap(([, , ids]) => ids),
      ...LEFT_OPEN.map(([, , id]) => id),
    ])
    expect([...failing].sort()).toEqual(CHECKS.map(({ id }) => id).sort())
  })
})

it('check titles mark an expectation when the contract does not document it', () => {
  const titles = CHECKS.map(({ title }) => title)
  expect(titles.filter((title) => title.startsWith('Expected, not documented: '))).toEqual([
    'Expected, not documented: a malformed X-Content-Hash is rejected with 400',
    'Expected, not documented: an empty body is rejected with 400',
  ])
  expect(titles.filter((title) => title.endsWith(', as documented'))).toEqual([
    'An invalid key is rejected, as documented',
  ])
})

describe('not applicable checks', () => {
  const ALL = CHECKS.map(({ id }) => id)

  it.each<[string, Flaw, skipped: string[], RegExp]>([
    [
      'has no balance',
      flawAt(
        ({ target }) => target === ROUTES_1.balance.path,
        () => page(404),
      ),
      ['key-accepted'],
      /says nothing about the key/,
    ],
    [
      'requires a higher balance',
      flawAt(isAccepted, () => refusal(402, 'InsufficientBalanceError')),
      ['six-fields', 'hash-agrees', 'deduplicated', 'without-hash', 'fetchable', 'range'],
      /balance is too low/,
    ],
    [
      'returns no URL',
      withFields(({ url, ...wire }) => wire),
      ['deduplicated', 'fetchable', 'range'],
      /needs the URL/,
    ],
    ['returns no hash', withFields(({ hash, ...wire }) => wire), ['hash-agrees'], /without a hash/],
    [
      'does not respond to a bad key',
      flawAt(isBadKey, () => NO_RESPONSE),
      ['bad-key-refused'],
      /The gateway did not answer: The connection broke/,
    ],
  ])('exist when the gateway %s', async (_, flaw, skipped, reason) => {
    const results = await check(flaw)
    expect(results.skipped).toEqual(skipped)
    expect(results.reasonOf(skipped[0] ?? '')).toMatch(reason)
  })

  it('are all checks that need the key when the key is rejected', async () => {
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

  it('are all checks when the first call gets no response', async () => {
    const { skipped, gateway } = await check(() => NO_RESPONSE)
    expect(skipped).toEqual(ALL)
    expect(gateway.requests).toHaveLength(1)
  })

  it('are the remaining checks when two in a row get no response', async () => {
    let calls = 0
    const { passed, gateway } = await check(() => {
      calls += 1
      return calls > 7 ? NO_RESPONSE : undefined
    })
    expect(passed).toEqual(ALL.slice(0, 8))
    expect(gateway.requests).toHaveLength(9)
  })
})
