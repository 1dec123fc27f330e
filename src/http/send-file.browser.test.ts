import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ContentHash } from '../core/api/contract.ts'
import type { Pace } from '../core/api/pacing.ts'
import { ProblemError } from '../core/api/problem.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import { changedFile } from '../storage/testing/changed-file.ts'
import { onOtherUpstream } from './other-upstream.ts'
import { sendFile } from './send-file.ts'
import type { SendOptions } from './send-options.ts'

const HASH: ContentHash = `sha256:${'0'.repeat(64)}`
/** Larger than a body that leaves at once. */
const SIZE = 100_000

const WIRE = {
  file_id: 'f1',
  url: 'https://s3.example/u/1/a.png',
  hash: HASH,
  size: SIZE,
  media_type: 'image/png',
  deduplicated: false,
}
const NOW = 1_000_000
const MIB = 1024 * 1024

/** In seconds. */
const TIMEOUTS = { stall: 0.03, answer: 0.12 }

interface Loaded {
  loaded: number
}

/** A request that the test controls. */
class PlayedRequest {
  upload: Partial<Record<'onprogress' | 'onload', (event: Loaded) => void>> = {}
  onprogress = () => {}
  onload = () => {}
  onerror = () => {}
  onabort = () => {}
  onloadend = () => {}
  status = 0
  responseText = ''
  opened: string[] = []
  sent: unknown
  aborts = 0
  readonly headers: Record<string, string> = {}
  #answerHeaders: Record<string, string> = {}
  #isOver = false

  constructor() {
    requests.push(this)
  }

  open(...opened: string[]): void {
    this.opened = opened
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value
  }

  getResponseHeader(name: string): string | null {
    return this.#answerHeaders[name] ?? null
  }

  getAllResponseHeaders(): string {
    return Object.entries(this.#answerHeaders)
      .map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`)
      .join('')
  }

  send(body: unknown): void {
    this.sent = body
  }

  abort(): void {
    this.aborts += 1
    this.#end(this.onabort)
  }

  progress(loaded: number): void {
    this.upload.onprogress?.({ loaded })
  }

  allSent(loaded: number): void {
    this.progress(loaded)
    this.upload.onload?.({ loaded })
  }

  answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.status = status
    this.responseText = JSON.stringify(body)
    this.#answerHeaders = { 'Content-Type': 'application/json', ...headers }
    this.onprogress()
    this.#end(this.onload)
  }

  breakOff(): void {
    this.#end(this.onerror)
  }

  #end(how: () => void): void {
    if (this.#isOver) return
    this.#isOver = true
    how()
    this.onloadend()
  }
}

let requests: PlayedRequest[]
let controller: AbortController
/** Calls of the send's listeners, in order. */
let told: unknown[]
/** Paths that our server was asked for. */
let asked: string[]

beforeEach(() => {
  requests = []
  told = []
  asked = []
  controller = new AbortController()
})

afterEach(() => {
  controller.abort()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function fileOf(size: number): File {
  return new File(['x'.repeat(size)], 'a.png')
}

/** Sends a file and records its pace and its outcome last. */
function send(file: File, options: Partial<SendOptions> = {}) {
  const onEnd = (pace: Pace | undefined, end: unknown) => {
    if (pace) told.push(pace)
    told.push(end)
  }
  const sending = sendFile(file, {
    base: '/api',
    key: 'varg_key',
    version: 1,
    sent: { hash: HASH, size: file.size, mediaType: 'image/png' },
    signal: controller.signal,
    onProgress: (sent) => told.push(sent),
    ...options,
  })
  return sending.then(
    ({ result, pace }) => onEnd(pace, result),
    (caught) => onEnd(caught instanceof ProblemError ? caught.pace : undefined, caught),
  )
}

/** Sends a file over a fake request with fake timers. */
function play(options: Partial<SendOptions> = {}) {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: NOW,
  })
  vi.stubGlobal('XMLHttpRequest', PlayedRequest)
  const end = send(fileOf(SIZE), { timeouts: TIMEOUTS, ...options })
  const [request] = requests
  if (!request) throw new Error('expected a request')
  return { request, end }
}

const idOf = (request: PlayedRequest) => request.headers['X-Refdrop-Upload']

/** Our server reports this for every upload. */
function tellReport(report: { taken: number; grace: number }): void {
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    const ids = url.slice(url.indexOf('=') + 1).split(',')
    return Promise.resolve(Response.json(ids.map((id) => ({ id, ...report }))))
  })
}

/** Advances the timers until a condition holds. The poll's code loads in real time meanwhile. */
async function passUntil(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !isSo(); turn += 1) {
    await vi.advanceTimersByTimeAsync(500)
    await new Promise(requestAnimationFrame)
  }
  expect(isSo()).toBe(true)
}

/** Resolves when the request is aborted. */
function standStill(): Promise<void> {
  if (asked.length === 0) tellReport({ taken: 0, grace: 0 })
  return passUntil(() => requests[0]?.aborts === 1)
}

/** Waits for the outcome. No timer may be left. */
async function expectEnd(end: Promise<unknown>, how: object): Promise<void> {
  await end
  expect(told.at(-1)).toMatchObject(how)
  expect(vi.getTimerCount()).toBe(0)
}

describe('a send', () => {
  it('posts the file with its hash, its key and an id', async () => {
    const { request, end } = play()
    expect(request.opened).toEqual(['POST', './api/v1/files'])
    expect(request.sent).toBeInstanceOf(File)
    expect(request.headers).toEqual({
      'Content-Type': 'application/octet-stream',
      'X-Content-Hash': HASH,
      Authorization: 'Bearer varg_key',
      'X-Refdrop-Upload': expect.stringMatching(/^\d+-\d+-\d+-\d+$/),
    })
    request.answer(200, WIRE)
    await expectEnd(end, { fileId: 'f1', url: WIRE.url, hash: HASH, size: SIZE })
  })

  it('sends no key when the page has none', () => {
    expect(play({ key: undefined }).request.headers).not.toHaveProperty('Authorization')
  })

  it('names its upstream and rejects when our server has another one', async () => {
    const heard = vi.fn()
    onOtherUpstream(heard)
    const { request, end } = play({ upstream: 'https://api.varg.ai' })
    expect(request.headers).toMatchObject({ 'x-refdrop-upstream': 'https://api.varg.ai' })
    request.answer(409, {}, { 'x-refdrop-upstream': 'https://other.test' })
    await end
    expect(told).toEqual([expect.objectContaining({ problem: { kind: 'other-upstream' } })])
    expect(heard).toHaveBeenCalledOnce()
  })

  it('reports progress, then resolves with the pace and the result', async () => {
    const { request, end } = play()
    request.progress(4)
    request.allSent(SIZE)
    request.answer(200, WIRE, { 'X-RateLimit-Remaining': '3', 'X-RateLimit-Reset': '60' })
    await expectEnd(end, { fileId: 'f1' })
    expect(told.slice(0, -1)).toEqual([
      4,
      SIZE - 1,
      SIZE - 1,
      { remaining: 3, resetAt: NOW + 60_000, retryAt: undefined },
    ])
  })

  it.each([
    ['1 MiB', 5 * MIB, MIB],
    ['256 KiB', 5 * MIB - 1, MIB / 4],
  ])('reports at most %s when the browser has passed on a file of %i bytes', (_, size, most) => {
    play({ sent: { hash: HASH, size, mediaType: 'image/png' } }).request.allSent(size)
    expect(told.at(-1)).toBe(most)
  })

  it('reports all bytes of a small file when the browser has passed them on', () => {
    play({ sent: { hash: HASH, size: 65_536, mediaType: 'image/png' } }).request.allSent(65_536)
    expect(told.at(-1)).toBe(65_536)
  })

  it('rejects with the pace of a rejection', async () => {
    const { request, end } = play()
    const body = { error: 'RateLimitError', message: 'Slow down.' }
    request.answer(429, body, { 'Retry-After': '7' })
    await expectEnd(end, { problem: { kind: 'refused', status: 429, code: 'RateLimitError' } })
    expect(told[0]).toMatchObject({ retryAt: NOW + 7_000 } satisfies Pace)
    expect(told).toHaveLength(2)
  })

  it('rejects with the pace of a malformed response', async () => {
    const { request, end } = play()
    request.answer(200, {}, { 'X-RateLimit-Remaining': '0' })
    await expectEnd(end, { problem: { kind: 'bad-answer', status: 200 } })
    expect(told[0]).toMatchObject({ remaining: 0 })
  })

  it('recognises a page of the CDN by its headers', async () => {
    const { request, end } = play()
    request.answer(403, '<h1>Sorry</h1>', { 'Content-Type': 'text/html; charset=UTF-8' })
    await expectEnd(end, { problem: { kind: 'cdn-page', status: 403 } })
  })

  it('rejects without a pace when the connection breaks', async () => {
    const { request, end } = play()
    request.progress(4)
    request.breakOff()
    await expectEnd(end, { problem: { kind: 'no-connection' } })
    expect(told).toHaveLength(2)
  })
})

describe('the observer of a send', () => {
  let seen: ObservedCall[]

  beforeEach(() => {
    seen = []
  })

  const watched = (options: Partial<SendOptions> = {}) =>
    play({ observer: (call) => seen.push(call), ...options })

  it('gets the request, the response and the times once', async () => {
    const { request, end } = watched()
    request.allSent(SIZE)
    request.answer(200, WIRE, { 'Server-Timing': 'total;dur=1', 'X-Odd': 'a: b' })
    await end
    expect(seen).toEqual([
      {
        at: NOW,
        method: 'POST',
        path: '/api/v1/files',
        headers: [
          ['Content-Type', 'application/octet-stream'],
          ['X-Content-Hash', HASH],
          ['Authorization', 'Bearer varg_key'],
        ],
        body: { size: SIZE, hash: HASH },
        response: {
          status: 200,
          headers: [
            ['content-type', 'application/json'],
            ['server-timing', 'total;dur=1'],
            ['x-odd', 'a: b'],
          ],
          body: JSON.stringify(WIRE),
        },
        failure: undefined,
        sent: expect.any(Number),
        answered: expect.any(Number),
        ended: expect.any(Number),
      },
    ])
    const { sent = NaN, answered = NaN, ended = NaN } = seen[0] ?? {}
    expect([sent, answered, ended]).toEqual([sent, answered, ended].sort((a, b) => a - b))
  })

  it.each([
    [401, { error: 'AuthError', message: 'No.' }, undefined],
    [200, {}, { kind: 'bad-answer' }],
  ])('gets the response %i, and a failure when it is malformed', async (status, body, failure) => {
    const { request, end } = watched()
    request.answer(status, body)
    await end
    expect(seen).toMatchObject([{ response: { status }, failure }])
  })

  it('does not get the key when the gateway repeats it', async () => {
    const key = 'varg_0123456789abcdef'
    const { request, end } = play({ key })
    const message = `${key} and 0123456789abcdef`
    request.answer(400, { error: key, message })
    await expectEnd(end, { problem: { code: 'varg_…cdef', message: 'varg_…cdef and …cdef' } })
  })

  it.each<[string, (request: PlayedRequest) => void | Promise<void>, unknown]>([
    ['broke', (request) => request.breakOff(), { kind: 'no-connection' }],
    ['stood still', () => standStill(), { kind: 'stalled', seconds: 0 }],
    ['was canceled', () => controller.abort(), 'aborted'],
  ])('reports that the send %s', async (_, happen, failure) => {
    const { request, end } = watched()
    request.progress(4)
    await happen(request)
    await end
    expect(seen).toMatchObject([{ failure }])
    expect(seen[0]).not.toHaveProperty('response')
    expect(seen[0]).not.toHaveProperty('sent')
  })

  it('gets the changed headers', async () => {
    const { request, end } = watched({
      headers: ([type]) => (type ? [[type[0], 'image/png']] : []),
    })
    expect(request.headers).toMatchObject({
      'Content-Type': 'image/png',
      Authorization: 'Bearer varg_key',
    })
    expect(request.headers).not.toHaveProperty('X-Content-Hash')
    request.answer(200, WIRE)
    await end
    expect(seen[0]?.headers).toEqual([
      ['Content-Type', 'image/png'],
      ['Authorization', 'Bearer varg_key'],
    ])
  })
})

it('sendFile sends a body of no type when the headers have none', async () => {
  vi.stubGlobal('XMLHttpRequest', PlayedRequest)
  const file = new File(['1'.repeat(9)], 'a.png', { type: 'image/png' })
  for (const headers of [undefined, () => []]) {
    const end = send(file, { headers })
    requests.at(-1)?.answer(200, WIRE)
    await end
  }
  const bodies = requests.map(({ sent }) => sent as Blob)
  expect(bodies.map(({ type, size }) => [type, size])).toEqual([
    ['image/png', 9],
    ['', 9],
  ])
})

describe('a stalled send', () => {
  it('is polled by its id after a second and reports what our server reports', async () => {
    const { request, end } = play()
    request.allSent(SIZE)
    tellReport({ taken: 70_000, grace: 0 })
    // Loads the polling code before, so that a poll could start at once.
    await import('./follow-uploads.ts')
    await vi.advanceTimersByTimeAsync(999)
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame)
    expect(asked).toEqual([])
    await passUntil(() => asked.includes(`./machine/uploads?ids=${idOf(request)}`))
    expect(told).toEqual([SIZE - 1, SIZE - 1])
    tellReport({ taken: SIZE, grace: 0 })
    await passUntil(() => told.at(-1) === SIZE)
    expect(told).toEqual([SIZE - 1, SIZE - 1, SIZE])
    request.answer(200, WIRE)
    await expectEnd(end, { fileId: 'f1' })
  })

  it('reports all bytes when the browser has passed them on and our server reports nothing', async () => {
    const { request, end } = play({ timeouts: { stall: 1000, answer: 1000 } })
    request.allSent(SIZE)
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json([])))
    await passUntil(() => told.at(-1) === SIZE)
    request.answer(200, WIRE)
    await expectEnd(end, { fileId: 'f1' })
  })

  it('is given up, and ignores a later response', async () => {
    const { request, end } = play()
    await standStill()
    expect(request.aborts).toBe(1)
    request.answer(200, WIRE)
    controller.abort()
    await expectEnd(end, { problem: { kind: 'stalled', seconds: 0 } })
    expect(told).toHaveLength(1)
    expect(request.aborts).toBe(1)
  })

  it('counts as sent when every byte has left our server', async () => {
    const seen: ObservedCall[] = []
    const { request, end } = play({ observer: (call) => seen.push(call) })
    request.allSent(SIZE)
    tellReport({ taken: 70_000, grace: 0 })
    await standStill()
    await end
    expect(seen).toMatchObject([{ failure: { kind: 'stalled' } }])
    expect(seen[0]).not.toHaveProperty('sent')
  })
})

describe('a canceled send', () => {
  it.each<[string, (request: PlayedRequest) => void]>([
    ['before a byte is out', () => {}],
    ['while bytes go out', (request) => request.progress(4)],
    ['while its answer is waited for', (request) => request.allSent(SIZE)],
  ])('%s ends at once without a problem', async (_, begin) => {
    const { request, end } = play()
    begin(request)
    controller.abort()
    expect(request.aborts).toBe(1)
    await expectEnd(end, { name: 'AbortError' })
    vi.advanceTimersByTime(1000)
    expect(request.aborts).toBe(1)
  })

  it('makes no request when it is canceled before its start', async () => {
    vi.stubGlobal('XMLHttpRequest', PlayedRequest)
    controller.abort()
    await send(fileOf(SIZE))
    expect(told).toMatchObject([{ name: 'AbortError' }])
    expect(requests).toEqual([])
  })

  it('stays as it is when it is canceled after its end', async () => {
    const { request, end } = play()
    request.answer(200, WIRE)
    controller.abort()
    await expectEnd(end, { fileId: 'f1' })
    expect(request.aborts).toBe(0)
  })
})

describe('a send with a real request', () => {
  it('reports bytes, and a response that is no upload', async () => {
    const size = 3 * 1024 * 1024
    await send(fileOf(size), { base: '/nobody-here' })
    expect(told.at(-3)).toBeGreaterThan(0)
    expect(told.at(-2)).toEqual({ remaining: undefined, resetAt: undefined, retryAt: undefined })
    expect(told.at(-1)).toMatchObject({ name: 'ProblemError', problem: { status: 404 } })
  })

  it('rejects as a broken connection when no server listens', async () => {
    await send(fileOf(SIZE), { base: 'http://127.0.0.1:9' })
    expect(told).toMatchObject([{ problem: { kind: 'no-connection' } }])
  })

  it('can be canceled', async () => {
    const end = send(fileOf(SIZE), { base: '/nobody-here' })
    controller.abort()
    await end
    expect(told).toMatchObject([{ name: 'AbortError' }])
  })

  it('distinguishes a changed file from a broken connection', async () => {
    await send(await changedFile(), { base: '/nobody-here' })
    expect(told).toMatchObject([{ problem: { kind: 'changed-on-disk' } }])
  })
})
