import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HistoryEntry } from '../core/history/history.ts'
import { createQueue } from '../core/queue/queue.ts'
import { createValue } from '../core/state/value.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import { createUploadsStore } from '../core/uploads/uploads-store.ts'
import { deleteFile } from './delete-file.ts'
import { takeJob } from './job-files.ts'
import { type AccountFilesServices, loadFiles } from './listed-files.ts'
import { createNotices } from './notices.ts'

const OWNER = { gateway: 'varg', account: 'me' } as const
const never = () => new Promise<never>(() => {})

interface Call {
  method: string
  path: string
}

let calls: Call[]
/** Answers in order. The last one repeats. */
let answers: (() => Response)[]
let entries: HistoryEntry[]
let forgotten: string[]
let services: AccountFilesServices
let queue: ReturnType<typeof createQueue>
let notices: ReturnType<typeof createNotices>

const json =
  (body: unknown, status = 200, headers = {}) =>
  () =>
    Response.json(body, { status, headers })
const refusal = (status: number, code: string, headers = {}) =>
  json({ error: { code, message: 'No.' } }, status, headers)
const wire = (number: number) => ({
  id: `file_${number}`,
  url: `https://s3.varg.ai/files/acc/${number}.png`,
  filename: `${number}.png`,
})
const pageOf = (first: number, count: number, nextCursor: number | null = null) =>
  json({ data: Array.from({ length: count }, (_, index) => wire(first + index)), nextCursor })
const said = () => notices.news.get()?.sentence

beforeEach(() => {
  vi.useFakeTimers()
  calls = []
  entries = []
  forgotten = []
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', signal }: RequestInit = {}) => {
    signal?.throwIfAborted()
    calls.push({ method, path })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    return answer?.()
  })
  const store = createUploadsStore()
  queue = createQueue({
    store,
    limits: { hashing: 0, sending: 0 },
    ports: {
      ...{ hash: never, send: never, ask: never, whenFree: never },
      noteHashed: () => {},
      mayAsk: () => false,
      recall: async () => undefined,
      remember: () => {},
      exclusively: (_content, work) => work(),
      suspect: () => {},
      arrived: () => {},
    },
  })
  queue.open('varg', 'me')
  notices = createNotices()
  services = {
    ...{ queue, store, notices },
    isLoading: createValue(false),
    accessOf: () => ({ key: 'varg_1', version: 2 }),
    noteStored: () => {},
    async forgetEntries(keys) {
      forgotten.push(...keys)
    },
    history: {
      whole: async () => entries,
      async addAll(added) {
        entries.push(...added)
      },
      ports: { setRemoved: async () => {} } as unknown as AccountFilesServices['history']['ports'],
    },
  }
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Loads the files, while the clock runs. */
async function load(): Promise<void> {
  const loading = loadFiles(services, OWNER)
  await vi.advanceTimersByTimeAsync(600_000)
  await loading
}

describe('loading the files of an account', () => {
  it('asks for page after page and says how many came', async () => {
    answers = [pageOf(1, 100, 100), pageOf(101, 20)]
    await load()
    expect(calls.map(({ path }) => path)).toEqual([
      './api/v2/files?limit=100&cursor=0',
      './api/v2/files?limit=100&cursor=100',
    ])
    expect(entries).toHaveLength(120)
    expect(said()).toBe('120 files at varg.ai, 120 new here.')
    expect(services.isLoading.get()).toBe(false)
  })

  it('says so when the account has no files', async () => {
    answers = [pageOf(1, 0)]
    await load()
    expect(said()).toBe('varg.ai has no files of this key.')
  })

  it('ends when a cursor does not advance', async () => {
    answers = [pageOf(1, 2, 100), pageOf(3, 2, 100)]
    await load()
    expect(calls).toHaveLength(2)
  })

  it('waits as long as the gateway says after a 429, and holds uploads meanwhile', async () => {
    answers = [refusal(429, 'rate_limited', { 'Retry-After': '30' }), pageOf(1, 2)]
    const loading = loadFiles(services, OWNER)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(calls).toHaveLength(1)
    expect(queue.isHeldBy('varg', 'rate-limit')).toBe(true)
    await vi.advanceTimersByTimeAsync(2_000)
    await loading
    expect(said()).toBe('2 files at varg.ai, 2 new here.')
  })

  it('stops with what it has when Stop is pressed during a wait', async () => {
    answers = [pageOf(1, 100, 100), refusal(429, 'rate_limited')]
    const loading = loadFiles(services, OWNER)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(said()).toBe('Loading files from varg.ai: 100 so far')
    notices.news.get()?.action?.run()
    await loading
    expect(said()).toBe('100 files at varg.ai, 100 new here. Loading stopped.')
  })

  it('retries a failing gateway, then says why it stopped', async () => {
    answers = [pageOf(1, 100, 100), refusal(502, 'bad_gateway')]
    await load()
    expect(calls).toHaveLength(5)
    expect(said()).toBe(
      '100 files at varg.ai, 100 new here. Loading stopped. The gateway failed (502). Retry in a while.',
    )
  })

  it('holds uploads when the key is refused', async () => {
    answers = [refusal(401, 'unauthorized')]
    await load()
    expect(said()).toBe('Loading stopped. Invalid API key. Enter another one to continue.')
    expect(queue.isHeldBy('varg', 'bad-key')).toBe(true)
  })

  it('stops when another key is in use', async () => {
    answers = [pageOf(1, 100, 100)]
    services.history.addAll = async () => queue.open('varg', 'you')
    await load()
    expect(calls).toHaveLength(1)
    expect(said()).toContain('Loading stopped.')
  })

  it('offers the files that the user removed', async () => {
    const { url, id } = wire(1)
    entries = [entryOf({ removed: true, result: { url, fileId: id } })]
    answers = [pageOf(1, 1)]
    await load()
    expect(notices.news.get()?.action?.label).toBe('Show 1 removed')
  })
})

describe('deleting a file', () => {
  const ENTRY = entryOf()
  const KEY = `varg me ${ENTRY.hash}`

  it('calls the gateway, then forgets the entry', async () => {
    answers = [json({ deleted: true })]
    await deleteFile(services, ENTRY)
    expect(calls).toEqual([{ method: 'DELETE', path: './api/v2/files/file_a' }])
    expect(forgotten).toEqual([KEY])
    expect(said()).toBe('Deleted at varg.ai.')
  })

  it('looks the file up by its hash when its id is unknown', async () => {
    const file = { ...wire(7), file_id: 'file_7', id: undefined }
    answers = [
      refusal(404, 'file_not_found'),
      json({ exists: true, file }),
      json({ deleted: true }),
    ]
    await deleteFile(services, ENTRY)
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE ./api/v2/files/file_a',
      `GET ./api/v2/files/check?hash=${ENTRY.hash}`,
      'DELETE ./api/v2/files/file_7',
    ])
    expect(said()).toBe('Deleted at varg.ai.')
  })

  it('forgets the entry when the gateway has no such file', async () => {
    answers = [refusal(404, 'file_not_found'), json({ exists: false, file: null })]
    await deleteFile(services, ENTRY)
    expect(forgotten).toEqual([KEY])
    expect(said()).toBe('varg.ai no longer had this file. Removed here.')
  })

  it.each([
    ['the key is refused', refusal(401, 'unauthorized')],
    ['the rate limit is reached', refusal(429, 'rate_limited')],
    ['the answer is no confirmation', json({})],
  ])('rejects and keeps the entry when %s', async (_, answer) => {
    answers = [answer]
    await expect(deleteFile(services, ENTRY)).rejects.toThrow()
    expect([calls.length, forgotten]).toEqual([1, []])
  })
})

describe('a pasted job', () => {
  const outputs = [wire(1), wire(2)]
  const done = { id: 'job_1', status: 'completed', output: { outputs } }
  const references: string[] = []

  const take = (text: string, change = {}) =>
    takeJob(text, {
      ...services,
      ...OWNER,
      canLookUp: true,
      addToRequest: (added) => references.push(...added.map(({ url }) => url)),
      ...change,
    })

  it('is looked up by its id, and its files are added', async () => {
    answers = [json(done)]
    expect(await take('job_1')).toBe(true)
    expect(calls).toEqual([{ method: 'GET', path: './api/v2/jobs/job_1' }])
    expect(entries).toMatchObject([{ generated: true, listed: true }, { generated: true }])
    expect(said()).toBe('2 files of job_1 added.')
    notices.news.get()?.action?.run()
    expect(references).toEqual(outputs.map(({ url }) => url))
  })

  it('needs no call when its answer has files', async () => {
    await take(JSON.stringify(done))
    expect(calls).toEqual([])
    expect(said()).toBe('2 files of job_1 added.')
    await take(JSON.stringify(done))
    expect(said()).toBe('The history has 2 files of job_1 already.')
  })

  it('can be looked up again while it runs', async () => {
    answers = [json({ id: 'job_1', status: 'running' }), json(done)]
    await take('job_1')
    expect(said()).toBe('job_1 is running.')
    notices.news.get()?.action?.run()
    await vi.waitFor(() => expect(said()).toBe('2 files of job_1 added.'))
  })

  it.each([
    ['failed', { error: { code: 'x', message: 'No rain.' } }, 'job_1 failed: No rain.'],
    ['failed', { error: null }, 'job_1 failed.'],
    ['cancelled', {}, 'job_1 was canceled.'],
    ['completed', { output: null }, 'job_1 has no media.'],
  ])('that is %s says why it has no files: %j', async (status, more, sentence) => {
    await take(JSON.stringify({ ...done, output: null, status, ...more }))
    expect(said()).toBe(sentence)
  })

  it('that the account does not have says so', async () => {
    answers = [refusal(404, 'job_not_found')]
    await take('job_1')
    expect(said()).toBe('This key has no job_1.')
  })

  it('can be looked up again when the gateway fails', async () => {
    answers = [refusal(403, 'forbidden'), json(done)]
    await take('job_1')
    expect(said()).toContain('(403)')
    expect(notices.news.get()?.action?.label).toBe('Look again')
  })

  it('is not looked up in version 1, or without a key', async () => {
    await take('job_1', { canLookUp: false })
    expect(said()).toContain('API version 2')
    await take('job_1', { account: undefined })
    expect(said()).toBe('Looking up a job needs a key.')
    expect(calls).toEqual([])
  })

  it('is left to the request without a key, and so is any other text', async () => {
    expect(await take(JSON.stringify(done), { account: undefined })).toBe(false)
    expect(await take('a cat')).toBe(false)
    expect(said()).toBeUndefined()
  })
})
