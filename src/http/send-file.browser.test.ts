import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ContentHash, UploadedFile } from '../core/api/contract.ts'
import type { Pace } from '../core/api/pacing.ts'
import type { SeenCall } from '../core/traffic/seen-call.ts'
import { onOtherUpstream } from './other-upstream.ts'
import { sendFile } from './send-file.ts'
import type { SendOptions } from './send-options.ts'

const HASH: ContentHash = `sha256:${'0'.repeat(64)}`
/** More than goes out at once. */
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
const PATIENCE = { stall: 0.03, answer: 0.12 }

interface Loaded {
  loaded: number
}

/** A request of which the test decides what becomes, and when. */
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
/** What the send tells on its way, in order. */
let told: unknown[]
/** Where our server was asked. */
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

/** Sends, and tells how that ended, last of all. */
function send(file: File, options: Partial<SendOptions> = {}) {
  const onEnd = (end: UploadedFile | unknown) => told.push(end)
  const sending = sendFile(file, {
    base: '/api',
    key: 'varg_key',
    hash: HASH,
    size: file.size,
    signal: controller.signal,
    onProgress: (sent) => told.push(sent),
    onAnswer: (accepted, pace) => told.push([accepted, pace]),
    ...options,
  })
  return sending.then(onEnd, onEnd)
}

/** A send over a played request, in a time that the test lets pass. */
function play(options: Partial<SendOptions> = {}) {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: NOW,
  })
  vi.stubGlobal('XMLHttpRequest', PlayedRequest)
  const end = send(fileOf(SIZE), { patience: PATIENCE, ...options })
  const [request] = requests
  if (!request) throw new Error('expected a request')
  return { request, end }
}

const idOf = (request: PlayedRequest) => request.headers['X-Refdrop-Upload']

/** What our server tells of every upload that it is asked for. */
function tellReport(report: { taken: number; grace: number }): void {
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    const ids = url.slice(url.indexOf('=') + 1).split(',')
    return Promise.resolve(Response.json(ids.map((id) => ({ id, ...report }))))
  })
}

/** Lets time pass until something is so. The code that asks is loaded meanwhile, in real time. */
async function passUntil(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !isSo(); turn += 1) {
    await vi.advanceTimersByTimeAsync(500)
    await new Promise(requestAnimationFrame)
  }
  expect(isSo()).toBe(true)
}

/** Until the request is aborted. */
function standStill(): Promise<void> {
  if (asked.length === 0) tellReport({ taken: 0, grace: 0 })
  return passUntil(() => requests[0]?.aborts === 1)
}

/** How it ends from now on is told; nothing is left that could go off later. */
async function expectEnd(end: Promise<unknown>, how: object): Promise<void> {
  await end
  expect(told.at(-1)).toMatchObject(how)
  expect(vi.getTimerCount()).toBe(0)
}

describe('a send', () => {
  it('posts the file itself with its hash, its key and an id', async () => {
    const { request, end } = play()
    expect(request.opened).toEqual(['POST', '/api/v1/files'])
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

  it('leaves the key to the proxy where the page knows none', () => {
    expect(play({ key: undefined }).request.headers).not.toHaveProperty('Authorization')
  })

  it('names the upstream that it is meant for, and says where our server sends to another one', async () => {
    const heard = vi.fn()
    onOtherUpstream(heard)
    const { request, end } = play({ upstream: 'https://api.varg.ai' })
    expect(request.headers).toMatchObject({ 'x-refdrop-upstream': 'https://api.varg.ai' })
    request.answer(409, {}, { 'x-refdrop-upstream': 'https://other.test' })
    await end
    expect(told).toEqual([expect.objectContaining({ problem: { kind: 'other-upstream' } })])
    expect(heard).toHaveBeenCalledOnce()
  })

  it('tells progress, then the answer and the pace, and only then the result', async () => {
    const { request, end } = play()
    request.progress(4)
    request.allSent(SIZE)
    request.answer(200, WIRE, { 'X-RateLimit-Remaining': '3', 'X-RateLimit-Reset': '60' })
    expect(told).toEqual([
      4,
      SIZE - 1,
      SIZE - 1,
      [true, { remaining: 3, resetAt: NOW + 60_000, retryAt: undefined }],
    ])
    await expectEnd(end, { fileId: 'f1' })
  })

  it.each([
    ['1 MiB', 5 * MIB, MIB],
    ['256 KiB', 5 * MIB - 1, MIB / 4],
  ])('shows at most %s when the browser gave a file of %i bytes away', (_, size, most) => {
    play({ size }).request.allSent(size)
    expect(told.at(-1)).toBe(most)
  })

  it('shows all of a tiny file when the browser gave it away', () => {
    play({ size: 65_536 }).request.allSent(65_536)
    expect(told.at(-1)).toBe(65_536)
  })

  it('tells the pace of a refusal, before the refusal', async () => {
    const { request, end } = play()
    const body = { error: 'RateLimitError', message: 'Slow down.' }
    request.answer(429, body, { 'Retry-After': '7' })
    await expectEnd(end, { problem: { kind: 'refused', status: 429, code: 'RateLimitError' } })
    expect(told[0]).toMatchObject([false, { retryAt: NOW + 7_000 } satisfies Pace])
    expect(told).toHaveLength(2)
  })

  it('tells the pace of an answer that cannot be believed, too', async () => {
    const { request, end } = play()
    request.answer(200, {}, { 'X-RateLimit-Remaining': '0' })
    await expectEnd(end, { problem: { kind: 'bad-answer', status: 200 } })
    expect(told[0]).toMatchObject([true, { remaining: 0 }])
  })

  it('knows a page of the CDN by its headers', async () => {
    const { request, end } = play()
    request.answer(403, '<h1>Sorry</h1>', { 'Content-Type': 'text/html; charset=UTF-8' })
    await expectEnd(end, { problem: { kind: 'cdn-page', status: 403 } })
  })

  it('that breaks off tells no answer', async () => {
    const { request, end } = play()
    request.progress(4)
    request.breakOff()
    await expectEnd(end, { problem: { kind: 'no-connection' } })
    expect(told).toHaveLength(2)
  })
})

describe('what is seen of a send', () => {
  let seen: SeenCall[]

  beforeEach(() => {
    seen = []
  })

  const watched = (options: Partial<SendOptions> = {}) =>
    play({ onSeen: (call) => seen.push(call), ...options })

  it('is told once, with what was asked, what came and when', async () => {
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
  ])('has the answer %i, and a failure only where that is none', async (status, body, failure) => {
    const { request, end } = watched()
    request.answer(status, body)
    await end
    expect(seen).toMatchObject([{ response: { status }, failure }])
  })

  it('does not bring back the key that the gateway repeats', async () => {
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
  ])('tells that it %s', async (_, happen, failure) => {
    const { request, end } = watched()
    request.progress(4)
    await happen(request)
    await end
    expect(seen).toMatchObject([{ failure }])
    expect(seen[0]).not.toHaveProperty('response')
    expect(seen[0]).not.toHaveProperty('sent')
  })

  it('has the headers of a test in the place of the usual ones', async () => {
    const { request, end } = watched({ headers: [['Content-Type', 'image/png']] })
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

describe('a send that stands still', () => {
  it('is followed after a second by its id, and shows what our server tells', async () => {
    const { request, end } = play()
    request.allSent(SIZE)
    tellReport({ taken: 70_000, grace: 0 })
    // The code that asks is there already, so that it would ask at once.
    await import('./follow-uploads.ts')
    await vi.advanceTimersByTimeAsync(999)
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame)
    expect(asked).toEqual([])
    await passUntil(() => asked.includes(`/machine/uploads?ids=${idOf(request)}`))
    expect(told).toEqual([SIZE - 1, SIZE - 1])
    tellReport({ taken: SIZE, grace: 0 })
    await passUntil(() => told.at(-1) === SIZE)
    expect(told).toEqual([SIZE - 1, SIZE - 1, SIZE])
    request.answer(200, WIRE)
    await expectEnd(end, { fileId: 'f1' })
  })

  it('shows all bytes when the browser gave them away before and our server tells nothing', async () => {
    const { request, end } = play({ patience: { stall: 1000, answer: 1000 } })
    request.allSent(SIZE)
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json([])))
    await passUntil(() => told.at(-1) === SIZE)
    request.answer(200, WIRE)
    await expectEnd(end, { fileId: 'f1' })
  })

  it('is given up, and an answer that comes later is nobody’s', async () => {
    const { request, end } = play()
    await standStill()
    expect(request.aborts).toBe(1)
    request.answer(200, WIRE)
    controller.abort()
    await expectEnd(end, { problem: { kind: 'stalled', seconds: 0 } })
    expect(told).toHaveLength(1)
    expect(request.aborts).toBe(1)
  })

  it('is told as sent only when every byte is out of our server', async () => {
    const seen: SeenCall[] = []
    const { request, end } = play({ onSeen: (call) => seen.push(call) })
    request.allSent(SIZE)
    tellReport({ taken: 70_000, grace: 0 })
    await standStill()
    await end
    expect(seen).toMatchObject([{ failure: { kind: 'stalled' } }])
    expect(seen[0]).not.toHaveProperty('sent')
  })
})

describe('a send that is canceled', () => {
  it.each<[string, (request: PlayedRequest) => void]>([
    ['before a byte is out', () => {}],
    ['while bytes go out', (request) => request.progress(4)],
    ['while its answer is waited for', (request) => request.allSent(SIZE)],
  ])('%s ends at once, and is no problem', async (_, begin) => {
    const { request, end } = play()
    begin(request)
    controller.abort()
    expect(request.aborts).toBe(1)
    await expectEnd(end, { name: 'AbortError' })
    vi.advanceTimersByTime(1000)
    expect(request.aborts).toBe(1)
  })

  it('before it begins asks nobody', async () => {
    vi.stubGlobal('XMLHttpRequest', PlayedRequest)
    controller.abort()
    await send(fileOf(SIZE))
    expect(told).toMatchObject([{ name: 'AbortError' }])
    expect(requests).toEqual([])
  })

  it('after its end is left alone', async () => {
    const { request, end } = play()
    request.answer(200, WIRE)
    controller.abort()
    await expectEnd(end, { fileId: 'f1' })
    expect(request.aborts).toBe(0)
  })
})

describe('a send by the browser’s own request', () => {
  it('tells bytes, and that the answer is no upload', async () => {
    const size = 3 * 1024 * 1024
    await send(fileOf(size), { base: '/nobody-here' })
    expect(told.at(-3)).toBeGreaterThan(0)
    expect(told.at(-2)).toMatchObject([false, {}])
    expect(told.at(-1)).toMatchObject({ name: 'ProblemError', problem: { status: 404 } })
  })

  it('is a broken connection where nobody listens', async () => {
    await send(fileOf(SIZE), { base: 'http://127.0.0.1:9' })
    expect(told).toMatchObject([{ problem: { kind: 'no-connection' } }])
  })

  it('can be canceled', async () => {
    const end = send(fileOf(SIZE), { base: '/nobody-here' })
    controller.abort()
    await end
    expect(told).toMatchObject([{ name: 'AbortError' }])
  })

  it('tells a file that changed on disk from a broken connection', async () => {
    await send(await changedFile(), { base: '/nobody-here' })
    expect(told).toMatchObject([{ problem: { kind: 'changed-on-disk' } }])
  })
})

/** A file of a disk on which it has changed since: Chromium no longer reads it. */
async function changedFile(): Promise<File> {
  const root = await navigator.storage.getDirectory()
  const handle = await root.getFileHandle('changed-before-send', { create: true })
  const write = async (text: string) => {
    const writable = await handle.createWritable()
    await writable.write(text)
    await writable.close()
  }
  await write('bytes')
  const file = await handle.getFile()
  await write('other bytes')
  return file
}
