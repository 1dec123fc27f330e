import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import { fetchUploaded } from './fetch-uploaded.ts'
import { importUrl } from './import-url.ts'
import { observeCalls } from './observed-calls.ts'

const URL_OF_FILE = 'https://media.example/ä.gif'

const fetched = vi.fn<typeof fetch>()
const seen: ObservedCall[] = []

const importFile = (signal = new AbortController().signal) => importUrl(URL_OF_FILE, signal)

beforeEach(() => {
  vi.stubGlobal('fetch', fetched)
  fetched.mockReset()
  seen.length = 0
  observeCalls((call) => seen.push(call))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const FILE = {
  headers: {
    'Content-Type': 'application/octet-stream',
    'X-Fetched-Type': 'image/gif',
    'X-Fetched-Length': '3',
    'X-Fetched-Name': '%C3%A4%20b.gif',
  },
}

it('importUrl returns the file with its name and type', async () => {
  fetched.mockResolvedValue(new Response('GIF', FILE))
  const file = await importFile()
  expect(file).toMatchObject({ name: 'ä b.gif', type: 'image/gif', size: 3 })
  const [path, init] = fetched.mock.calls[0] ?? []
  const request = new Request(String(path), { ...init, signal: null })
  expect([path, request.method]).toEqual(['./api/import', 'POST'])
  expect(request.headers.get('X-Refdrop-Page')).toBe('1')
  expect(await request.json()).toEqual({ url: URL_OF_FILE })
  expect(seen).toMatchObject([
    {
      method: 'POST',
      path: '/api/import',
      body: { size: JSON.stringify({ url: URL_OF_FILE }).length + 1 },
      response: {
        status: 200,
        headers: [
          ['Content-Length', '3'],
          ['x-fetched-name', '%C3%A4%20b.gif'],
          ['Content-Type', 'image/gif'],
        ],
        body: '<3 bytes of image/gif>',
      },
      failure: undefined,
    },
  ])
})

it('importUrl reports why our server did not import', async () => {
  const cause = { reason: 'file-private', facts: { host: 'media.example' } }
  const message = 'media.example has no public address, so it is not asked.'
  const body = JSON.stringify({ error: 'ImportError', message, ...cause })
  fetched.mockResolvedValue(new Response(body, { status: 403 }))
  const problem = { kind: 'not-fetched', reason: message, cause }
  await expect(importFile()).rejects.toMatchObject({ name: 'ProblemError', problem })
  expect(seen).toMatchObject([{ failure: problem, response: { status: 403 } }])
})

it('importUrl reports a broken connection', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  const problem = { kind: 'not-fetched', reason: 'The connection broke, or it took too long.' }
  await expect(importFile()).rejects.toMatchObject({ problem })
  expect(seen).toMatchObject([{ failure: problem }])
  expect(seen[0]).not.toHaveProperty('response')
})

it('importUrl rejects with the reason when it is aborted', async () => {
  const controller = new AbortController()
  fetched.mockImplementation(async (_, init) => {
    controller.abort()
    throw init?.signal?.reason
  })
  await expect(importFile(controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  expect(seen).toMatchObject([{ failure: 'aborted' }])
})

it('fetchUploaded sends a GET, and marks it only to our server', async () => {
  fetched.mockImplementation(async () => new Response('GIF', FILE))
  const file = await fetchUploaded(URL_OF_FILE)
  expect(file).toMatchObject({ type: 'image/gif', size: 3 })
  await fetchUploaded(`${location.origin}/sandbox/u/1/a.gif`)
  expect(fetched.mock.calls.map(([path, init]) => [path, init?.method, init?.headers])).toEqual([
    [
      `./api/fetched?${new URLSearchParams({ url: URL_OF_FILE })}`,
      'GET',
      { 'x-refdrop-page': '1' },
    ],
    [`${location.origin}/sandbox/u/1/a.gif`, 'GET', {}],
  ])
})
