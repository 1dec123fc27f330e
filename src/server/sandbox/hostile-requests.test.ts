import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Route } from '../../core/api/route.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { JOB_ROUTES_2 } from '../../core/api/v2/job-routes-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { ask } from '../testing/http-client.ts'
import { makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const ROUTES: readonly Route[] = [ROUTES_1, ROUTES_2, JOB_ROUTES_2].flatMap((routes) =>
  Object.values(routes),
)

const METHODS = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS']

/** Mostly the first value, so that most requests reach an endpoint. */
const mostly = <T>(usual: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 5 }, { arbitrary: others, weight: 1 })

/** Characters that Node sends in a request line. */
const lineText = fc.string({
  unit: fc.constantFrom(...' %/.?&=#[]{}\\"<>\'aZ09_-~'),
  maxLength: 20,
})

const query = fc.oneof(
  fc.constant(''),
  lineText.map((text) => `?${text.replace(/[\s#]/g, '+')}`),
  fc
    .dictionary(
      fc.constantFrom(
        'hash',
        'kind',
        'q',
        'tool',
        'model',
        'from',
        'to',
        'limit',
        'cursor',
        '__proto__',
      ),
      fc.oneof(
        fc.string(),
        fc.double().map(String),
        fc.constantFrom('', '1e99', '-0', 'NaN', '2026-02-30'),
      ),
    )
    .map((names) => `?${new URLSearchParams(names)}`),
)

const id = fc.oneof(
  fc.constantFrom(
    '%',
    '%00',
    '..',
    '%2e%2e',
    '%2F',
    '__proto__',
    'constructor',
    'check',
    'a'.repeat(4000),
  ),
  fc.string({ unit: 'binary' }).map(encodeURIComponent),
)

const target = fc
  .tuple(fc.constantFrom(...ROUTES), id, mostly('', fc.constantFrom('/', '//', '/x', '%20')), query)
  .chain(([{ method, path }, given, end, search]) =>
    fc.record({
      method: mostly<string>(method, fc.constantFrom(...METHODS)),
      path: fc.constant(path.replace('{id}', () => given) + end + search),
    }),
  )

/** JSON with the members that the endpoints read, each with any value. */
const anyMembers = fc.dictionary(
  fc.constantFrom(
    ...['model', 'prompt', 'files', 'duration', 'audio_url', 'url', 'filename', 'media_type'],
    ...['origin', 'hash', 'size', 'metadata', 'options', 'provider_options', 'items', 'tool'],
    ...['workspace_id', '__proto__', 'toString'],
  ),
  fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.webUrl(),
    fc.constantFrom('sandbox-echo', 'kling_v3', 'http://[', 'https://s3.varg.ai/a', 1e308, -0),
    fc.constantFrom<unknown>([{ url: 'https://s3.varg.ai/a.mp4' }], { url: 'http://x.invalid' }),
  ),
)

const members = fc
  .tuple(mostly('kling_v3', fc.constantFrom('sandbox-echo', 'x')), anyMembers)
  .map(([model, others]) => ({ model, prompt: 'a', ...others }))

const body = fc.oneof(
  { arbitrary: members.map((data) => JSON.stringify(data)), weight: 4 },
  fc.json(),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    '',
    'null',
    '[]',
    '"',
    `${'['.repeat(100_000)}`,
    `{"model":"x","prompt":"","z":${'['.repeat(9000)}${']'.repeat(9000)}}`,
  ),
)

/** Characters that HTTP allows in a header. */
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((text) => text.replace(/[\x7f]/g, '').trim())

const headers = fc.dictionary(
  fc.constantFrom(
    ...['Content-Type', 'X-Content-Hash', 'X-Filename', 'Idempotency-Key', 'X-Workspace-Id'],
    ...['Content-Encoding', 'Accept', 'X-Forwarded-Host', 'X-Refdrop-Upload'],
  ),
  headerText,
)

test('the sandbox answers every request with JSON in the shape of its version', async () => {
  // One server handles all requests, so each response shows that it still runs.
  const base = await serveSandbox(await makeFolder())
  await fc.assert(
    fc.asyncProperty(
      target,
      headers,
      body,
      mostly<string | undefined>(newKey(), fc.constantFrom(undefined, 'varg_bad', 'x')),
      async ({ method, path }, given, sent, key) => {
        const response = await ask(base, {
          method,
          path: `/sandbox${path}`,
          headers: {
            ...given,
            'Content-Length': String(Buffer.byteLength(sent)),
            ...(key !== undefined && { Authorization: `Bearer ${key}` }),
          },
          body: sent,
        })
        expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
        expect(response.headers['x-content-type-options']).toBe('nosniff')
        expect(response.json).toBeTypeOf('object')
        expect(response.status).not.toBe(500)
        if (response.status < 400) return
        const text = expect.any(String)
        expect(response.json).toMatchObject(
          path.startsWith('/v1')
            ? { error: text, message: text }
            : { error: { code: text, message: text } },
        )
      },
    ),
  )
  const gif = newGif()
  const authorization = { Authorization: `Bearer ${newKey()}` }
  for (const { path } of [ROUTES_1.send, ROUTES_2.send]) {
    const response = await ask(base + path, { method: 'POST', headers: authorization, body: gif })
    expect(response).toMatchObject({ status: 200 })
  }
  const listed = await ask(base + ROUTES_2.list.path, { headers: authorization })
  expect(listed).toMatchObject({ status: 200 })
})
