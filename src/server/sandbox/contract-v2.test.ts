import { describe, expect, test } from 'vitest'
import { detectVersion } from '../../core/api/detect-version.ts'
import { ProblemError } from '../../core/api/problem.ts'
import { pathTo } from '../../core/api/route.ts'
import { ASK, GET_FILE, IMPORT, LIST, PROBE, REMOVE } from '../../core/api/v2/files-v2.ts'
import { ESTIMATE, GET_JOB } from '../../core/api/v2/jobs-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import {
  call,
  isReal,
  postFile,
  postJson,
  reachGateway,
  request,
  TESTED_VERSIONS,
  type TestedGateway,
  type TestedResponse,
  upload,
} from '../testing/contract-gateway.ts'
import { putFaults } from '../testing/fault-plans.ts'
import { hashOf, newGif } from '../testing/sandbox-server.ts'

/*
 * Features of version 2 only, tested with the calls of the page and with arbitrary requests.
 *
 * Not testable, because no document defines it, or the sandbox does not have it:
 * - How long bytes of a deleted file stay, and whether a check finds them.
 * - Files that a tool or a model made, and titles by AI.
 * - Jobs that run, results of a cache, webhooks, and the error no_pricing.
 * - The length of the rate limit's window, and whether calls about files share it.
 * - Folders, feedback and lineage, which the sandbox does not serve.
 * - CORS, and the hosts and paths of real files.
 */

const UNKNOWN_ID = 'file_0000000000000000'

const errorIn = ({ body }: TestedResponse) => JSON.parse(body).error

/** Expects a call of the page to fail with this status and code. */
async function expectRefusal(promise: Promise<unknown>, status: number, code: string) {
  const caught = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(caught).toBeInstanceOf(ProblemError)
  expect(caught).toMatchObject({ problem: { kind: 'refused', status, code } })
}

async function send(gateway: TestedGateway, body: Uint8Array, headers: [string, string][]) {
  return JSON.parse((await postFile(gateway, 2, body, headers)).body)
}

describe.skipIf(!TESTED_VERSIONS.includes(2))('version 2', () => {
  test('GET /v2/me shows that the gateway speaks version 2, with any key', async () => {
    const { base, key } = await reachGateway()
    for (const given of [key, 'varg_bad', undefined]) {
      expect(detectVersion(await request(base + ROUTES_2.me.path, given))).toBe(2)
    }
  })

  test('the balance is what is left after reservations', async () => {
    const { base, key } = await reachGateway()
    const wire = JSON.parse((await request(base + ROUTES_2.balance.path, key)).body)
    expect(wire.available).toBe(wire.total_balance - wire.reserved)
  })

  describe('an upload', () => {
    test.each(['image/webp', 'IMAGE/WEBP', 'image/webp; codecs=none'])(
      'has the type in Content-Type: %s',
      async (type) => {
        const wire = await send(await reachGateway(), newGif(), [['Content-Type', type]])
        expect(wire.media_type).toMatch(/^image\/webp/)
      },
    )

    test.each([[[]], [[['Content-Type', 'application/octet-stream']]]] as [string, string][][][])(
      'has the type of its first bytes with the headers %j',
      async (headers) => {
        const wire = await send(await reachGateway(), newGif(), headers)
        expect(wire.media_type).toBe('image/gif')
      },
    )

    test.each([
      ['with a prefix', (hash: string) => hash],
      ['without a prefix', (hash: string) => hash.slice(7)],
    ])('finds the same content by its hash %s', async (_, write) => {
      const gateway = await reachGateway()
      const gif = newGif()
      const headers: [string, string][] = [['X-Content-Hash', write(hashOf(gif))]]
      const first = await send(gateway, gif, headers)
      const second = await send(gateway, gif, headers)
      expect([first.deduplicated, second.deduplicated]).toEqual([false, true])
      expect(second.url).toBe(first.url)
    })

    test.each(['cat.gif', 'Zoë’s 100% cat 猫.gif'])('keeps the name %s', async (path) => {
      const gateway = await reachGateway()
      const { fileId } = await upload(gateway, 2, newGif(), { path: `folder/${path}` })
      expect(await call(gateway, GET_FILE, fileId)).toMatchObject({ name: path })
    })

    test('has no name without the header', async () => {
      const gateway = await reachGateway()
      const { fileId } = await upload(gateway, 2, newGif())
      expect((await call(gateway, GET_FILE, fileId)).name).toBeUndefined()
    })
  })

  describe('a check', () => {
    test('finds a file of the account by its hash', async () => {
      const gateway = await reachGateway()
      const gif = newGif()
      expect(await call(gateway, ASK, hashOf(gif))).toBeUndefined()
      const { url, fileId } = await upload(gateway, 2, gif, { path: 'a.gif' })
      expect(await call(gateway, ASK, hashOf(gif))).toMatchObject({
        url,
        id: fileId,
        size: 64,
        mediaType: 'image/gif',
        name: 'a.gif',
        origin: 'upload',
      })
      const bare = pathTo(ROUTES_2.ask, { query: { hash: hashOf(gif).slice(7) } })
      const { body } = await request(gateway.base + bare, gateway.key)
      expect(JSON.parse(body)).toMatchObject({ exists: true, file: { url } })
    })

    test.skipIf(isReal)('tells no more than the documents name', async () => {
      const gateway = await reachGateway()
      const gif = newGif()
      await upload(gateway, 2, gif)
      const target = pathTo(ROUTES_2.ask, { query: { hash: hashOf(gif) } })
      const { file } = JSON.parse((await request(gateway.base + target, gateway.key)).body)
      expect(Object.keys(file).sort()).toEqual(
        ['file_id', 'filename', 'media_type', 'origin', 'size', 'url'].sort(),
      )
    })
  })

  describe('a list', () => {
    test('begins with the newest file and has pages', async () => {
      const gateway = await reachGateway()
      const one = await upload(gateway, 2, newGif())
      const two = await upload(gateway, 2, newGif())
      const first = await call(gateway, LIST, { kind: 'upload', limit: 1 })
      expect(first.files.map(({ id }) => id)).toEqual([two.fileId])
      expect(first.next).toBe(1)
      const second = await call(gateway, LIST, { kind: 'upload', limit: 1, cursor: first.next })
      expect(second.files.map(({ id }) => id)).toEqual([one.fileId])
    })

    test('has only files of a kind', async () => {
      const gateway = await reachGateway()
      const { fileId } = await upload(gateway, 2, newGif())
      for (const kind of ['image', 'upload', 'video', 'audio', 'generated'] as const) {
        const { files } = await call(gateway, LIST, { kind, limit: 100 })
        const isListed = files.some(({ id }) => id === fileId)
        expect(isListed).toBe(kind === 'image' || kind === 'upload')
      }
    })

    // The documents promise a search in prompts and titles, which the files of these tests lack.
    test.skipIf(isReal)('has only files with the words', async () => {
      const gateway = await reachGateway()
      const { fileId } = await upload(gateway, 2, newGif(), { path: 'Cat at Dusk.gif' })
      const find = async (q: string) => (await call(gateway, LIST, { q })).files.map(({ id }) => id)
      expect(await find('dusk CAT')).toEqual([fileId])
      expect(await find('dog')).toEqual([])
    })

    test('has all documented members', async () => {
      const gateway = await reachGateway()
      const { fileId, url } = await upload(gateway, 2, newGif(), { path: 'a.gif' })
      const { files } = await call(gateway, LIST, { limit: 1 })
      expect(files).toMatchObject([
        { id: fileId, url, size: 64, mediaType: 'image/gif', name: 'a.gif', origin: 'upload' },
      ])
      expect(files[0]?.createdAt).toBeGreaterThan(Date.UTC(2020, 0, 1))
    })

    test.each(['kind=none', 'limit=0', 'limit=101', 'cursor=-1', 'from=then'])(
      'is refused with %s',
      async (query) => {
        const { base, key } = await reachGateway()
        const answer = await request(`${base}${ROUTES_2.list.path}?${query}`, key)
        expect([400, 422]).toContain(answer.status)
        expect(errorIn(answer)).toMatchObject({ code: 'invalid_request' })
      },
    )
  })

  describe('a file', () => {
    test('leaves the lists when it is deleted', async () => {
      const gateway = await reachGateway()
      const { fileId } = await upload(gateway, 2, newGif())
      expect(await call(gateway, GET_FILE, fileId)).toMatchObject({ id: fileId })
      await call(gateway, REMOVE, fileId)
      await expectRefusal(call(gateway, GET_FILE, fileId), 404, 'file_not_found')
      await expectRefusal(call(gateway, REMOVE, fileId), 404, 'file_not_found')
      const { files } = await call(gateway, LIST, { limit: 100 })
      expect(files.map(({ id }) => id)).not.toContain(fileId)
    })

    test('is not found by another id', async () => {
      const gateway = await reachGateway()
      for (const id of [UNKNOWN_ID, 'a b', '…', '%', 'a/../b']) {
        await expectRefusal(
          call(gateway, GET_FILE, id),
          404,
          id.includes('/') ? 'not_found' : 'file_not_found',
        )
      }
    })

    test('is imported from a URL of the gateway without a copy', async () => {
      const gateway = await reachGateway()
      const { fileId, url } = await upload(gateway, 2, newGif(), { path: 'a.gif' })
      expect(await call(gateway, IMPORT, { url })).toMatchObject({ id: fileId, url })
    })

    test.each(['http://localhost/a.gif', 'http://127.0.0.1/a.gif', 'ftp://a.invalid/', ''])(
      'is not imported from the URL “%s”',
      async (url) => {
        const gateway = await reachGateway()
        // The sandbox of these tests fetches nothing.
        const isUnsafe = isReal || !url.startsWith('http')
        const [status, code] = isUnsafe ? [400, 'invalid_request'] : [502, 'fetch_failed']
        await expectRefusal(call(gateway, IMPORT, { url }), status as number, code as string)
      },
    )

    test.each([{}, { url: 'https://s3.varg.ai/a.gif', origin: 'web' }])(
      'is not imported with the body %j',
      async (body) => {
        const answer = await postJson(await reachGateway(), ROUTES_2.import, body)
        expect(answer.status).toBe(400)
        expect(errorIn(answer)).toMatchObject({ code: 'invalid_request' })
      },
    )

    // One document says that a probe costs 5 credits.
    test.skipIf(isReal)('is measured', async () => {
      const gateway = await reachGateway()
      const gif = Buffer.from('GIF89a\x40\x01\xc8\0', 'latin1')
      const { url } = await upload(gateway, 2, gif)
      expect(await call(gateway, PROBE, url)).toMatchObject({ url, width: 320, height: 200 })
      await expectRefusal(call(gateway, PROBE, 'a'), 400, 'invalid_request')
    })
  })

  describe('an estimate', () => {
    test('names a price without a job', async () => {
      const body = { model: 'nano_banana_pro', prompt: 'a cat' }
      expect(await call(await reachGateway(), ESTIMATE, body)).toBeGreaterThanOrEqual(0)
    })

    test('is refused for an unknown model and for a body without one', async () => {
      const gateway = await reachGateway()
      await expectRefusal(
        call(gateway, ESTIMATE, { model: 'no_such_model' }),
        404,
        'model_not_found',
      )
      await expectRefusal(call(gateway, ESTIMATE, {}), 422, 'invalid_request')
    })
  })

  test.each(['job_0000000000000000', 'a b', '%'])('the job %s is not found', async (id) => {
    await expectRefusal(call(await reachGateway(), GET_JOB, id), 404, 'job_not_found')
  })

  test.each([
    ['{', 400, 'invalid_json'],
    ['{}', 422, 'invalid_request'],
    [JSON.stringify({ model: 'kling_v3', prompt: 'a'.repeat(2001) }), 422, 'invalid_request'],
  ])('a generation of %.20s is refused with %i %s', async (body, status, code) => {
    const answer = await postJson(await reachGateway(), ROUTES_2.video, body)
    expect(answer.status).toBe(status)
    expect(errorIn(answer)).toMatchObject({ code, message: expect.any(String) })
  })

  test('a generation in an unknown folder is refused with 404', async () => {
    const gateway = await reachGateway()
    const headers = { 'X-Workspace-Id': 'no-such-folder' }
    const answer = await postJson(gateway, ROUTES_2.image, { model: 'flux_schnell' }, headers)
    expect(answer.status).toBe(404)
  })

  // A real gateway charges for generations.
  describe.skipIf(isReal)('the sandbox', () => {
    test('makes one job of a request and its repeat', async () => {
      const gateway = await reachGateway()
      const headers = { 'Idempotency-Key': 'once' }
      const body = { model: 'flux_schnell', prompt: 'a cat' }
      const answers = [
        await postJson(gateway, ROUTES_2.image, body, headers),
        await postJson(gateway, ROUTES_2.image, body, headers),
      ]
      expect(answers.map(({ status }) => status)).toEqual([202, 200])
      const [first, second] = answers.map((answer) => JSON.parse(answer.body))
      expect(second).toEqual(first)
      const job = await call(gateway, GET_JOB, first.id)
      expect(job).toMatchObject({ id: first.id, status: 'failed', outputs: [] })
      expect(answers[0]?.headers.get('x-ratelimit-limit')).toBe('60')
    })

    test('reports its limit in the documented headers', async () => {
      const gateway = await reachGateway()
      await putFaults(gateway.base, { rateLimit: { limit: 1, seconds: 60 } })
      const me = () => request(gateway.base + ROUTES_2.me.path, gateway.key)
      const [first, second] = [await me(), await me()]
      expect([first.status, second.status]).toEqual([200, 429])
      expect(errorIn(second)).toMatchObject({ code: 'rate_limited' })
      for (const { headers } of [first, second]) {
        expect(headers.get('x-ratelimit-limit')).toBe('1')
        expect(headers.get('x-ratelimit-remaining')).toBe('0')
        const reset = headers.get('x-ratelimit-reset') ?? ''
        expect(new Date(reset).toISOString()).toBe(reset)
      }
      expect(second.headers.get('retry-after')).toMatch(/^\d+$/)
    })

    test.each([
      [400, 'invalid_request'],
      [401, 'unauthorized'],
      [402, 'insufficient_balance'],
      [413, 'file_too_large'],
      [422, 'invalid_request'],
      [429, 'rate_limited'],
      [502, 'storage_error'],
    ])('fails with %i and the code %s when a plan says so', async (status, code) => {
      const gateway = await reachGateway()
      await putFaults(gateway.base, { next: [{ kind: 'answer', status }] })
      const answer = await postFile(gateway, 2, newGif())
      expect(answer.status).toBe(status)
      expect(JSON.parse(answer.body)).toEqual({
        error: { code, message: expect.any(String), details: null },
      })
    })

    test('has a page of a CDN, and the shape of version 1, when a plan says so', async () => {
      const gateway = await reachGateway()
      const flat = JSON.stringify({ error: 'AuthError', message: 'No.' })
      await putFaults(gateway.base, {
        next: [
          { kind: 'html', status: 403 },
          { kind: 'answer', status: 401, body: flat },
        ],
      })
      const page = await postFile(gateway, 2, newGif())
      expect([page.status, page.mediaType]).toEqual([403, 'text/html; charset=utf-8'])
      expect((await postFile(gateway, 2, newGif())).body).toBe(flat)
    })
  })
})
