import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { readMe2 } from './account-v2.ts'
import { ASK, GET_FILE, IMPORT, LIST, PROBE, REMOVE } from './files-v2.ts'
import { ESTIMATE, GET_JOB } from './jobs-v2.ts'

const URL = 'https://s3.varg.ai/files/acc_7/file_7c1e0a92.jpg'

const respond = (body: unknown, status = 200) => ({
  status,
  mediaType: 'application/json',
  body: JSON.stringify(body),
})

describe('ASK', () => {
  it('reads a found file, which has no hash', () => {
    const file = {
      file_id: 'file_1',
      url: URL,
      media_type: 'image/jpeg',
      size: 3,
      origin: 'upload',
    }
    expect(ASK.read(respond({ exists: true, file }))).toMatchObject({
      id: 'file_1',
      url: URL,
      size: 3,
      mediaType: 'image/jpeg',
      hash: undefined,
      origin: 'upload',
    })
  })

  it.each([
    { exists: false, file: null },
    { exists: true, file: null },
    { exists: true, file: { url: 'data:,x' } },
    { exists: true },
  ])('reads %j as no file', (body) => expect(ASK.read(respond(body))).toBeUndefined())

  it('refuses an answer that does not say whether the file exists', () => {
    expect(() => ASK.read(respond({}))).toThrow(ProblemError)
  })
})

describe('LIST', () => {
  it('reads entries by their own names and leaves out those without a URL', () => {
    const entry = {
      id: 'file_1',
      url: URL,
      size_bytes: 3,
      hash: 'A'.repeat(64),
      filename: null,
      title: 'Cat on a sofa',
      thumbnail_url: 'javascript:1',
      origin: 'generated',
      created_at: '2026-09-03T08:15:00.000Z',
      metadata: { width: 1920, height: 1080, duration_ms: 1500 },
    }
    const page = LIST.read(respond({ data: [entry, {}, null, 7, { url: URL }], nextCursor: 50 }))
    expect(page.next).toBe(50)
    expect(page.files).toHaveLength(2)
    expect(page.files[0]).toEqual({
      id: 'file_1',
      url: URL,
      size: 3,
      hash: `sha256:${'a'.repeat(64)}`,
      mediaType: undefined,
      name: undefined,
      title: 'Cat on a sofa',
      thumbnail: undefined,
      origin: 'generated',
      createdAt: Date.UTC(2026, 8, 3, 8, 15),
      width: 1920,
      height: 1080,
      duration: 1.5,
    })
  })

  it.each([{ data: [], nextCursor: null }, {}])('reads %j as the last page', (body) => {
    expect(LIST.read(respond(body))).toEqual({ files: [], next: undefined })
  })
})

it('GET_FILE and REMOVE reject with the code of a missing file', () => {
  const missing = respond({ error: { code: 'file_not_found', message: 'No.' } }, 404)
  const problem = expect.objectContaining({ code: 'file_not_found', status: 404 })
  for (const call of [GET_FILE, REMOVE]) {
    expect(() => call.read(missing)).toThrow(expect.objectContaining({ problem }))
  }
})

describe('GET_JOB', () => {
  it('reads the outputs of a job as generated files', () => {
    const output = {
      version: 'v1',
      outputs: [{ url: URL, file_id: 'f', size_bytes: 3 }, { data: {} }],
    }
    const job = GET_JOB.read(respond({ id: 'job_1', status: 'completed', output, error: null }))
    expect(job).toMatchObject({ id: 'job_1', status: 'completed', error: undefined })
    expect(job.outputs).toEqual([
      expect.objectContaining({ url: URL, id: 'f', origin: 'generated' }),
    ])
  })

  it('reads the id and the output of version 1', () => {
    const job = GET_JOB.read(respond({ job_id: '1', status: 'completed', output: { url: URL } }))
    expect(job).toMatchObject({ id: '1', outputs: [{ url: URL }] })
  })

  it.each([
    ['text', 'Out of credits.'],
    ['an object', { code: 'x', message: 'Out of credits.' }],
  ])('reads an error that is %s', (_, error) => {
    const job = GET_JOB.read(respond({ id: 'job_1', status: 'failed', output: null, error }))
    expect(job).toMatchObject({ outputs: [], error: 'Out of credits.' })
  })
})

it.each([
  [{ valid: true, pricing: { user_price_cents: 12 } }, 12],
  [{ valid: true, pricing: { user_price_cents: null } }, undefined],
  [{}, undefined],
])('ESTIMATE reads %j', (body, cents) => expect(ESTIMATE.read(respond(body))).toBe(cents))

it('IMPORT and PROBE name the URL in their body and read a file', () => {
  expect(IMPORT.parts({ url: URL, name: 'cat.jpg' }).json).toEqual({
    url: URL,
    filename: 'cat.jpg',
  })
  expect(PROBE.parts(URL).json).toEqual({ url: URL })
  const metadata = { width: 2, height: 1 }
  expect(IMPORT.read(respond({ url: URL, file_id: 'f', size: 3 }))).toMatchObject({
    id: 'f',
    size: 3,
  })
  expect(PROBE.read(respond({ url: URL, metadata }))).toMatchObject(metadata)
})

it('readMe2 reads an owner without an address', () => {
  expect(readMe2(respond({ userId: 'u', email: null }))).toEqual({ userId: 'u', email: undefined })
  expect(() => readMe2(respond({ email: 'a@b' }))).toThrow(ProblemError)
})
