import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BAD_KEY, type CheckRequest } from '../core/traffic/checks/check.ts'
import { checkCall } from './check-call.ts'
import { onOtherUpstream } from './other-upstream.ts'

const KEY = 'varg_own_key_0123456789'
const UPSTREAM = 'https://api.varg.ai'
const UPLOAD: CheckRequest = {
  method: 'POST',
  target: '/v1/files',
  key: 'own',
  headers: [['Content-Type', 'application/octet-stream']],
  body: Uint8Array.of(1, 2, 3),
}
const GET: CheckRequest = {
  method: 'GET',
  target: 'https://s3.example/u/1/a b.gif',
  key: 'none',
  headers: [['Range', 'bytes=0-9']],
}

const fetched = vi.fn<typeof fetch>()

const ask = (request: CheckRequest, signal = new AbortController().signal) =>
  checkCall('/api', { key: KEY, upstream: UPSTREAM, version: 1 }, request, signal)

/** Requests: method, path, headers, bytes. */
async function asked() {
  const [path, init] = fetched.mock.calls[0] ?? []
  const request = new Request(String(path), { ...init, signal: null })
  const { method, headers } = request
  const bytes = [...new Uint8Array(await request.arrayBuffer())]
  return { path, method, bytes, header: (name: string) => headers.get(name) }
}

beforeEach(() => {
  vi.stubGlobal('fetch', fetched)
  fetched.mockReset()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a call of the gateway', () => {
  it('sends the request of the check and reports what happened', async () => {
    const answer = new Response('{"error":"A"}', {
      status: 401,
      headers: { 'Content-Type': 'application/json' },
    })
    fetched.mockResolvedValue(answer)
    const { seen, bytes } = await ask(UPLOAD)
    const { header, ...request } = await asked()
    expect(request).toEqual({ path: './api/v1/files', method: 'POST', bytes: [1, 2, 3] })
    expect(header('Authorization')).toBe(`Bearer ${KEY}`)
    expect(header('Content-Type')).toBe('application/octet-stream')
    expect(header('X-Refdrop-Page')).toBe('1')
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/api/v1/files',
      headers: [
        ...UPLOAD.headers,
        ['Authorization', `Bearer ${KEY}`],
        ['x-refdrop-upstream', UPSTREAM],
      ],
      body: { size: 3 },
      response: {
        status: 401,
        headers: [['content-type', 'application/json']],
        body: '{"error":"A"}',
      },
    })
    expect(seen.failure).toBeUndefined()
    expect(new TextDecoder().decode(bytes)).toBe('{"error":"A"}')
  })

  it('sends a deletion without a body', async () => {
    fetched.mockResolvedValue(new Response('{"deleted":true}'))
    const target = '/v2/files/file_1'
    const { seen } = await ask({ method: 'DELETE', target, key: 'own', headers: [] })
    expect(await asked()).toMatchObject({
      path: './api/v2/files/file_1',
      method: 'DELETE',
      bytes: [],
    })
    expect(seen.body).toBeUndefined()
  })

  it.each([3, 4, 1_048_579, 1_048_580, 3_000_000])(
    'fills a body up to %d bytes with zeros',
    async (size) => {
      fetched.mockResolvedValue(new Response('', { status: 413 }))
      const { seen } = await ask({ ...UPLOAD, size })
      const { bytes } = await asked()
      expect(bytes).toHaveLength(size)
      expect(bytes.slice(0, 3)).toEqual([1, 2, 3])
      expect(bytes.slice(3).some((byte) => byte !== 0)).toBe(false)
      expect(seen.body).toEqual({ size })
    },
  )

  it.each([
    ['own', KEY, `Bearer ${KEY}`],
    ['own', undefined, null],
    ['bad', KEY, `Bearer ${BAD_KEY}`],
    ['none', KEY, null],
  ] as const)('with the key %s', async (which, key, expected) => {
    fetched.mockResolvedValue(new Response(''))
    const access = { key, upstream: UPSTREAM, version: 1 } as const
    await checkCall('/api', access, { ...UPLOAD, key: which }, new AbortController().signal)
    expect((await asked()).header('Authorization')).toBe(expected)
    expect((await asked()).header('X-Refdrop-Upstream')).toBe(UPSTREAM)
  })

  it('reports another upstream when our server rejects the call', async () => {
    const headers = { 'X-Refdrop-Upstream': 'https://other.test' }
    fetched.mockResolvedValue(new Response('{}', { status: 409, headers }))
    const heard = vi.fn()
    onOtherUpstream(heard)
    expect((await ask(UPLOAD)).seen.failure).toEqual({ kind: 'other-upstream' })
    expect(heard).toHaveBeenCalledOnce()
  })

  it('reports a broken connection', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'))
    const { seen, bytes } = await ask(UPLOAD)
    expect(seen).toMatchObject({ failure: { kind: 'no-connection' } })
    expect(seen.response).toBeUndefined()
    expect(bytes).toHaveLength(0)
  })

  it('rejects when it is aborted, before and during the call', async () => {
    const controller = new AbortController()
    fetched.mockImplementation(async () => {
      controller.abort()
      throw new TypeError('Failed to fetch')
    })
    await expect(ask(UPLOAD, controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
    await expect(ask(UPLOAD, controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(fetched).toHaveBeenCalledTimes(1)
  })
})

describe('a URL that the gateway returned', () => {
  it('is fetched through our server, with its own headers, when it is on another origin', async () => {
    const answer = new Response(Uint8Array.of(71, 73, 70), {
      status: 206,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Range': 'bytes 0-2/71',
        'X-Fetched-Type': 'image/gif',
        'X-Fetched-Length': '3',
      },
    })
    fetched.mockResolvedValue(answer)
    const { seen, bytes } = await ask(GET)
    const { path, header } = await asked()
    const [target, search] = String(path).split('?')
    expect([target, ...new URLSearchParams(search)]).toEqual(['./api/fetched', ['url', GET.target]])
    expect(header('Range')).toBe('bytes=0-9')
    expect(header('Authorization')).toBeNull()
    expect(seen.response).toEqual({
      status: 206,
      headers: [
        ['content-range', 'bytes 0-2/71'],
        ['Content-Length', '3'],
        ['Content-Type', 'image/gif'],
      ],
      body: '<3 bytes of image/gif>',
    })
    expect([...bytes]).toEqual([71, 73, 70])
  })

  it('reports the reason of our server when it is not fetched', async () => {
    const body = JSON.stringify({ error: 'FetchedBackError', message: 's3.example answered 404.' })
    fetched.mockResolvedValue(new Response(body, { status: 502 }))
    const { seen } = await ask(GET)
    expect(seen.failure).toEqual({ kind: 'not-fetched', reason: 's3.example answered 404.' })
    expect(seen.response?.status).toBe(502)
  })

  it('is fetched directly when it is on our origin', async () => {
    const target = `${location.origin}/sandbox/u/1/a.gif`
    fetched.mockResolvedValue(new Response('', { status: 404 }))
    const { seen } = await ask({ ...GET, target })
    expect((await asked()).path).toBe(target)
    expect(seen).toMatchObject({ response: { status: 404 } })
    expect(seen.failure).toBeUndefined()
  })
})
