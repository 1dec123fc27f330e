import { describe, expect, it } from 'vitest'
import { findRoute } from '../../api/route.ts'
import { ROUTES_2 } from '../../api/v2/routes-v2.ts'
import { changeJson, checkGateway, flawAt } from '../../testing/checked-gateway.ts'
import {
  type FakeRequest,
  type FakeResponse,
  type Flaw,
  json,
  NO_RESPONSE,
  page,
  refusal,
} from '../../testing/fake-gateway.ts'
import { headerOf } from '../observed-call.ts'
import { COSTS, GATEWAY_CHECKS } from './gateway-checks.ts'

const ALL = GATEWAY_CHECKS[2].map(({ id }) => id)
const { send, ask, list, file, remove, me, balance } = ROUTES_2

const check = (flaw?: Flaw) => checkGateway(2, flaw)

const isAt =
  (route: (typeof ROUTES_2)[keyof typeof ROUTES_2]) =>
  ({ method, target }: FakeRequest) =>
    findRoute(Object.values(ROUTES_2), method, target) === route
const isAccepted = (request: FakeRequest) => isAt(send)(request) && request.correct.status === 200
const announced = ({ headers }: FakeRequest) => headerOf(headers, 'X-Content-Hash')
const isBare = (request: FakeRequest) =>
  isAccepted(request) && announced(request)?.startsWith('sha256:') === false
const isBareQuestion = (request: FakeRequest) => isAt(ask)(request) && !/:/.test(request.target)
const isBadKey = ({ key }: FakeRequest) => key === 'bad'

const nested = (status: number, code: string) => () =>
  json(status, { error: { code, message: 'No.' } })

/** Changes the entries of each list. */
const withEntries = (change: (entry: Record<string, unknown>) => unknown) =>
  changeJson(isAt(list), ({ data, ...page }) => ({
    ...page,
    data: (data as Record<string, unknown>[]).map(change),
  }))

/** Answers each list request like the first one. */
function keepsFirstList(): Flaw {
  let first: FakeResponse | undefined
  return (request) => {
    if (!isAt(list)(request)) return undefined
    first ??= request.correct
    return first
  }
}

const FLAWS: [flaw: string, Flaw, failing: string[], reason: RegExp][] = [
  [
    'rejects the key',
    flawAt(({ key }) => key === 'own', nested(401, 'unauthorized')),
    ['key-accepted'],
    /rejected: the answer was 401 unauthorized: No\./,
  ],
  [
    'names its balance as version 1 does',
    flawAt(isAt(balance), () => json(200, { balance_cents: 1 })),
    ['key-accepted'],
    /available/,
  ],
  ['has no owner', flawAt(isAt(me), () => json(200, { email: 'a@b.c' })), ['owner'], /userId/],
  [
    'rejects a bad key in the shape of version 1',
    flawAt(isBadKey, () => refusal(401, 'AuthError')),
    ['bad-key-refused'],
    /error\.code and error\.message are no texts/,
  ],
  [
    'answers an upload without a URL',
    changeJson(isAccepted, ({ url, ...wire }) => wire),
    ['fields'],
    /^Of the fields, url is missing\.$/,
  ],
  [
    'answers an upload with a field of another type',
    changeJson(isAccepted, (wire) => ({ ...wire, media_type: 7, filename: {} })),
    ['fields'],
    /^Of the fields, media_type is 7, not text, and filename is an object, not text\.$/,
  ],
  [
    'answers another size',
    changeJson(isAccepted, (wire) => ({ ...wire, size: 72 })),
    ['hash-agrees'],
    /expected 71, got 72/,
  ],
  [
    'never deduplicates',
    changeJson(isAccepted, (wire) => ({ ...wire, deduplicated: false })),
    ['deduplicated'],
    /not called deduplicated/,
  ],
  [
    'refuses a hash without its prefix',
    flawAt(isBare, nested(400, 'invalid_request')),
    ['bare-hash'],
    /400 invalid_request/,
  ],
  [
    'stores a second file for a hash without its prefix',
    changeJson(isBare, (wire) => ({ ...wire, url: 'https://s3.example/2' })),
    ['bare-hash'],
    /another URL/,
  ],
  [
    'answers another hash when none was sent',
    changeJson(
      (request) => isAccepted(request) && announced(request) === undefined,
      (wire) => ({ ...wire, hash: '0'.repeat(64) }),
    ),
    ['without-hash'],
    /expected sha256/,
  ],
  [
    'finds no file by its hash',
    flawAt(isAt(ask), () => json(200, { exists: false, file: null })),
    ['asked'],
    /not found by sha256:/,
  ],
  [
    'finds no file by a bare hash',
    flawAt(isBareQuestion, () => json(200, { exists: false, file: null })),
    ['asked'],
    /not found by [0-9a-f]{64}/,
  ],
  [
    'finds a file for every hash',
    flawAt(isAt(ask), () => json(200, { exists: true, file: { url: 'https://s3.example/1' } })),
    ['asked'],
    /another URL/,
  ],
  [
    'finds a file for new content',
    changeJson(isAt(ask), (wire) => ({
      exists: true,
      file: wire.file ?? { url: 'https://s3.example/1' },
    })),
    ['asked'],
    /New content is found, too/,
  ],
  [
    'finds the file with another size',
    changeJson(isAt(ask), ({ file, ...wire }) => ({ ...wire, file: file && { ...file, size: 1 } })),
    ['asked'],
    /Another size/,
  ],
  [
    'answers a question with 404',
    flawAt(isAt(ask), nested(404, 'file_not_found')),
    ['asked'],
    /Expected 200, but the answer was 404 file_not_found: No\./,
  ],
  [
    'lists no file',
    flawAt(isAt(list), () => json(200, { data: [], nextCursor: null })),
    ['listed'],
    /not in the list/,
  ],
  [
    'cannot list files',
    flawAt(isAt(list), () => page(502)),
    ['listed', 'removed'],
    /Expected 200, but the answer was 502/,
  ],
  [
    'lists ids under the name of uploads',
    withEntries(({ id, ...entry }) => ({ ...entry, file_id: id })),
    ['listed'],
    /has file_id in place of id/,
  ],
  [
    'lists sizes under the name of uploads',
    withEntries(({ size_bytes, ...entry }) => ({ ...entry, size: size_bytes })),
    ['listed'],
    /has size in place of size_bytes/,
  ],
  [
    'lists the file with another id',
    withEntries((entry) => ({ ...entry, id: 'file_1' })),
    ['listed'],
    /Another id .* got file_1/,
  ],
  [
    'changes names',
    withEntries((entry) => ({ ...entry, filename: 'file.gif' })),
    ['named'],
    /expected refdrop-check\.gif, got file\.gif/,
  ],
  ['drops names', withEntries((entry) => ({ ...entry, filename: null })), ['named'], /got null/],
  [
    'serves the file as another type',
    flawAt(
      ({ target, headers }) => target.startsWith('https:') && headers.length === 0,
      (correct) => ({ ...correct, headers: [['Content-Type', 'image/png']] }),
    ),
    ['fetchable'],
    /expected image\/gif/,
  ],
  [
    'ignores ranges',
    flawAt(
      ({ headers }) => headerOf(headers, 'Range') !== undefined,
      (correct) => ({ ...correct, status: 200 }),
    ),
    ['range'],
    /Ranges are ignored/,
  ],
  [
    'has a file for every id',
    flawAt(isAt(file), () => json(200, { id: 'file_1' })),
    ['unknown-file'],
    /accepted an unknown id/,
  ],
  [
    'answers an unknown id with another code',
    flawAt(isAt(file), nested(404, 'job_not_found')),
    ['unknown-file'],
    /Expected the code file_not_found, but the answer was 404 job_not_found/,
  ],
  [
    'accepts an oversized file',
    flawAt(
      ({ correct }) => correct.status === 413,
      () => json(200, { url: 'https://s3.example/3' }),
    ),
    ['over-limit'],
    /accepted a body of 209,715,201 bytes/,
  ],
  [
    'states the reset of its limit in seconds',
    (request) => ({
      ...request.correct,
      headers: request.correct.headers.map(([name, value]) => [
        name,
        name === 'X-RateLimit-Reset' ? '12' : value,
      ]),
    }),
    ['rate-headers'],
    /X-RateLimit-Reset is 12, not an ISO date in UTC/,
  ],
  ['keeps deleted files', keepsFirstList(), ['removed'], /still in the list/],
  [
    'deletes nothing',
    flawAt(isAt(remove), nested(404, 'file_not_found')),
    ['removed'],
    /Expected 200, but the answer was 404/,
  ],
]

/** Behavior that the contract leaves open. `unexpected` is the id of the check that reports it. */
const LEFT_OPEN: [what: string, Flaw, unexpected: string, reason: RegExp][] = [
  [
    'accepts a malformed hash',
    flawAt(
      (request) => announced(request) === 'sha256:xyz',
      () => json(200, { url: 'https://s3.example/4' }),
    ),
    'malformed-hash',
    /accepted the hash/,
  ],
  [
    'accepts an empty body',
    flawAt(
      (request) => isAt(send)(request) && request.body?.length === 0,
      () => json(200, { url: 'https://s3.example/4' }),
    ),
    'empty-body',
    /accepted an empty body/,
  ],
]

describe('a gateway that conforms to version 2', () => {
  it('passes all checks at the announced cost', async () => {
    const { gateway, passed } = await check()
    const { requests, files } = gateway
    expect(passed).toEqual(ALL)
    expect(requests).toHaveLength(COSTS[2].calls)
    expect(requests.filter(({ body }) => body)).toHaveLength(COSTS[2].uploads)
    expect(files.size).toBe(COSTS[2].kept)
  })

  it('passes all checks when it states only what it must', async () => {
    const bare: Flaw = (request) => {
      const { correct } = request
      const headers = correct.headers.filter(([name]) => !name.startsWith('X-RateLimit'))
      if (!isAccepted(request)) return { ...correct, headers }
      const { url } = JSON.parse(new TextDecoder().decode(correct.body))
      return json(200, { url, file_id: null, hash: null })
    }
    const { failed, unexpected, skipped, reasonOf } = await check(bare)
    expect([...failed, ...unexpected]).toEqual([])
    expect(skipped).toEqual(['hash-agrees', 'deduplicated', 'rate-headers'])
    expect(reasonOf('fields')).toBe(
      'The URL is there. Not stated, and not promised: file_id, hash, size, media_type, deduplicated, filename.',
    )
  })

  it('passes all checks when it states hashes without their prefix', async () => {
    const { passed } = await check(
      changeJson(isAccepted, (wire) => ({ ...wire, hash: String(wire.hash).slice(7) })),
    )
    expect(passed).toEqual(ALL)
  })

  it('passes all checks when it rejects a bad request with 422', async () => {
    const is400 = ({ correct }: FakeRequest) => correct.status === 400
    expect((await check(flawAt(is400, nested(422, 'invalid_request')))).passed).toEqual(ALL)
  })

  it('is asked for no measure, import or generation', async () => {
    const { requests } = (await check()).gateway
    const called = requests.filter(({ target }) => target.startsWith('/'))
    const allowed = [send, ask, list, file, remove, me, balance]
    for (const { method, target } of called) {
      expect(findRoute(allowed, method, target)).toBeDefined()
    }
  })

  it('is read to the page with the file when the list is long', async () => {
    const long = changeJson(isAt(list), (wire) => wire)
    const paged: Flaw = (request) => {
      if (!isAt(list)(request)) return undefined
      const { searchParams } = new URL(request.target, 'https://api.example')
      expect(Object.fromEntries(searchParams)).toMatchObject({ kind: 'upload', limit: '100' })
      const cursor = Number(searchParams.get('cursor'))
      return cursor < 200 ? json(200, { data: [], nextCursor: cursor + 100 }) : long(request)
    }
    const { passed, gateway } = await check(paged)
    expect(passed).toEqual(ALL)
    expect(gateway.requests).toHaveLength(COSTS[2].calls + 4)
  })

  it('is not judged when the list does not end', async () => {
    const endless = flawAt(isAt(list), () => json(200, { data: [], nextCursor: 100 }))
    const { skipped, reasonOf, gateway } = await check(endless)
    expect(skipped).toEqual(['listed', 'named', 'removed'])
    expect(reasonOf('listed')).toBe('It is not among 1,000 files.')
    expect(gateway.files.size).toBe(0)
  })
})

describe('a gateway with a flaw in version 2', () => {
  it.each(FLAWS)('fails a check when it %s', async (_, flaw, failing, reason) => {
    const { failed, unexpected, reasonOf } = await check(flaw)
    expect(failed).toEqual(failing)
    expect(unexpected).toEqual([])
    expect(reasonOf(failing[0] ?? '')).toMatch(reason)
  })

  it.each(LEFT_OPEN)('gets an unexpected result when it %s', async (_, flaw, id, reason) => {
    const { failed, unexpected, reasonOf } = await check(flaw)
    expect(failed).toEqual([])
    expect(unexpected).toEqual([id])
    expect(reasonOf(id)).toMatch(reason)
  })

  it('exists for every check', () => {
    const alone = FLAWS.flatMap(([, , ids]) => (ids.length === 1 ? ids : []))
    const failing = new Set([...alone, ...LEFT_OPEN.map(([, , id]) => id)])
    expect([...failing].sort()).toEqual(ALL.toSorted())
  })
})

describe('cleaning up', () => {
  it('deletes a file that the gateway should have rejected, too', async () => {
    const takesAnyHash: Flaw = (request) => {
      if (announced(request) !== 'sha256:xyz') return undefined
      return json(200, { url: 'https://s3.example/4', file_id: 'file_4' })
    }
    const { requests } = (await check(takesAnyHash)).gateway
    const deleted = requests.filter(({ method }) => method === 'DELETE')
    expect(deleted.map(({ target }) => target).at(-1)).toBe('/v2/files/file_4')
    expect(deleted).toHaveLength(3)
  })

  it('deletes the other files when a deletion fails', async () => {
    const { gateway, failed } = await check(flawAt(isAt(remove), () => page(500)))
    expect(failed).toEqual(['removed'])
    expect(gateway.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(2)
  })

  it('uses the id in the list when no upload states one', async () => {
    const { gateway, passed } = await check(changeJson(isAccepted, ({ file_id, ...wire }) => wire))
    expect(passed).toEqual(ALL)
    expect(gateway.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })

  it('deletes nothing of others when a bad key is accepted', async () => {
    const { gateway } = await check(
      flawAt(isBadKey, () => json(200, { url: 'https://s3.example/9', file_id: 'file_9' })),
    )
    const targets = gateway.requests.map(({ target }) => target)
    expect(targets).not.toContain('/v2/files/file_9')
  })

  it('stops when the gateway no longer answers', async () => {
    const { skipped } = await check(flawAt(isAt(remove), () => NO_RESPONSE))
    expect(skipped).toEqual(['removed'])
  })
})
