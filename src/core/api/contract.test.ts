import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_WEB_URLS, VALIDATOR_WORDS } from '../testing/hostile-fields.ts'
import { type GatewayResponse, readNotFetched, readReason } from './contract.ts'
import { explain } from './explain.ts'
import { asProblem, ProblemError } from './problem.ts'
import { readBalance, readMe } from './v1/account-v1.ts'
import { readUploaded } from './v1/send-v1.ts'

const WIRE = {
  file_id: 'f1',
  url: 'https://s3.varg.ai/u/1/a.png',
  hash: `sha256:${'0'.repeat(64)}`,
  size: 3,
  media_type: 'image/png',
  deduplicated: false,
}

function json(status: number, body: unknown): GatewayResponse {
  return { status, mediaType: 'application/json; charset=utf-8', body: JSON.stringify(body) }
}

function problemOf(work: () => unknown) {
  try {
    work()
  } catch (caught) {
    if (caught instanceof ProblemError) return caught.problem
    throw caught
  }
  throw new Error('expected a problem')
}

describe('readUploaded', () => {
  it('reads all six fields', () => {
    expect(readUploaded(json(200, WIRE))).toEqual({
      fileId: 'f1',
      url: WIRE.url,
      hash: WIRE.hash,
      size: 3,
      mediaType: 'image/png',
      deduplicated: false,
    })
  })

  it.each(Object.keys(WIRE))('rejects a response without %s and names the field', (field) => {
    const problem = problemOf(() => readUploaded(json(200, { ...WIRE, [field]: undefined })))
    expect(problem).toMatchObject({ kind: 'bad-answer', status: 200 })
    expect(JSON.stringify(problem)).toContain(field)
  })

  it.each([
    ['a hash of another form', { hash: 'md5:abc' }],
    ['a hash in capitals', { hash: `sha256:${'A'.repeat(64)}` }],
    ['a fractional size', { size: 1.5 }],
    ['a negative size', { size: -1 }],
    ['an empty URL', { url: '' }],
    ['a URL of two lines', { url: 'https://a\nhttps://b' }],
    ['a text in place of a boolean', { deduplicated: 'yes' }],
    ...NO_WEB_URLS.map((url): [string, object] => [`the URL ${JSON.stringify(url)}`, { url }]),
  ])('rejects %s', (_, change) => {
    expect(problemOf(() => readUploaded(json(200, { ...WIRE, ...change }))).kind).toBe('bad-answer')
  })

  it.each<[change: object, expected: string, got: string]>([
    [{ url: '/u/1.png' }, 'url to be a full http or https URL', '"/u/1.png"'],
    [{ url: ' https://a.b/c' }, 'url to be a full http or https URL', '" https://a.b/c"'],
    [{ url: 7 }, 'url to be a full http or https URL', '7'],
    [{ hash: 'md5:abc' }, 'hash to be sha256: and 64 lower-case hex digits', '"md5:abc"'],
    [{ hash: undefined }, 'hash', 'nothing'],
    [{ size: [] }, 'size to be a whole number of bytes', 'a list'],
    [{ size: 1.5 }, 'size to be a whole number of bytes', '1.5'],
    [{ media_type: null }, 'media_type to be text', 'null'],
    [{ deduplicated: {} }, 'deduplicated to be true or false', 'an object'],
  ])('names the expected and the actual value when a response has %j', (change, expected, got) => {
    const problem = problemOf(() => readUploaded(json(200, { ...WIRE, ...change })))
    expect(problem).toEqual({ kind: 'bad-answer', status: 200, expected, got })
  })

  it('avoids the words of the validator for any invalid response', () => {
    const value = fc.oneof(fc.constantFrom(null, true, -1, 1.5, '', 'a b', {}, []), fc.integer())
    const fields = fc.record(Object.fromEntries(Object.keys(WIRE).map((name) => [name, value])), {
      requiredKeys: [],
    })
    const body = fc.oneof(
      value,
      fields,
      fields.map((some) => ({ ...WIRE, ...some })),
    )
    fc.assert(
      fc.property(body, fc.constantFrom(readUploaded, readBalance, readMe), (data, read) => {
        let sentence = ''
        try {
          read(json(200, data))
        } catch (caught) {
          sentence = explain(asProblem(caught)).sentence
        }
        expect(sentence).not.toMatch(VALIDATOR_WORDS)
      }),
    )
  })

  it.each([
    ['a body that is not JSON', { status: 200, mediaType: 'text/plain', body: 'thanks' }],
    ['an empty body', { status: 200, mediaType: '', body: '' }],
  ])('rejects %s when the status is 200', (_, response) => {
    expect(problemOf(() => readUploaded(response)).kind).toBe('bad-answer')
  })
})

describe('error response', () => {
  it('becomes a problem when its body is flat', () => {
    const body = {
      error: 'ValidationError',
      message: 'No.',
      field: 'X-Content-Hash',
      statusCode: 400,
    }
    expect(problemOf(() => readUploaded(json(400, body)))).toEqual({
      kind: 'refused',
      status: 400,
      code: 'ValidationError',
      message: 'No.',
      field: 'X-Content-Hash',
    })
  })

  it('becomes a problem when its body is nested', () => {
    const body = { error: { code: 'unauthorized', message: 'Bad key.' } }
    expect(problemOf(() => readBalance(json(401, body)))).toMatchObject({
      kind: 'refused',
      status: 401,
      code: 'unauthorized',
      message: 'Bad key.',
    })
  })

  it.each([
    [null, 'Bad body.'],
    ['prompt', 'Bad body. (prompt)'],
    [{ field: 'model' }, 'Bad body. (model)'],
    [{ field: 'Bad' }, 'Bad body.'],
    [[{ path: ['files', 0, 'url'], message: 'Required' }], 'Bad body. (files 0 url Required)'],
    [{ a: true, b: {}, c: null }, 'Bad body.'],
  ])('adds the texts of its details %j', (details, message) => {
    const body = { error: { code: 'invalid_request', message: 'Bad body.', details } }
    expect(problemOf(() => readMe(json(422, body)))).toMatchObject({ message })
  })

  it('leaves out details that are nested deeply', () => {
    const details = `${'['.repeat(50_000)}"x"${']'.repeat(50_000)}`
    const body = `{"error":{"code":"a","message":"b","details":${details}}}`
    const response = { status: 422, mediaType: 'application/json', body }
    expect(problemOf(() => readMe(response))).toMatchObject({ code: 'a', message: 'b' })
  })

  it('becomes a CDN page when its body is HTML', () => {
    const page = { status: 403, mediaType: 'text/html', body: '<script>alert(1)</script>' }
    expect(problemOf(() => readMe(page))).toEqual({ kind: 'cdn-page', status: 403 })
  })

  it.each([
    [401, 'text/html', '<h1>401</h1>'],
    [402, '', ''],
    [413, 'text/html', '<h1>413 Request Entity Too Large</h1>'],
    [429, 'text/plain', 'slow down'],
  ])('becomes a problem when its status is %d and its type is %j', (status, mediaType, body) => {
    expect(problemOf(() => readMe({ status, mediaType, body }))).toEqual({
      kind: 'refused',
      status,
      code: '',
      message: '',
      field: undefined,
    })
  })

  it('becomes a problem when its field is null', () => {
    const body = { error: 'AuthError', message: 'No.', field: null }
    expect(problemOf(() => readMe(json(401, body)))).toMatchObject({ code: 'AuthError' })
  })

  it('becomes a bad-answer problem when its status is 500 and its body is empty', () => {
    const problem = problemOf(() => readMe({ status: 500, mediaType: '', body: '' }))
    expect(problem).toMatchObject({ kind: 'bad-answer', status: 500, got: 'an empty body' })
  })
})

describe('CDN page', () => {
  it.each([
    ['HTML', '<!doctype html><title>Just a moment...</title>'],
    ['empty', ''],
    ['broken JSON', '{'],
    ['valid JSON', JSON.stringify(WIRE)],
  ])('is detected by its media type when the status is 200 and the body is %s', (_, body) => {
    for (const mediaType of ['text/html', 'text/html; charset=UTF-8']) {
      const response = { status: 200, mediaType, body }
      for (const read of [readUploaded, readBalance, readMe]) {
        expect(problemOf(() => read(response))).toEqual({ kind: 'cdn-page', status: 200 })
      }
    }
  })

  it.each([403, 404, 500, 502, 503, 520, 524])('keeps its status %i', (status) => {
    const page = { status, mediaType: 'text/html', body: '<h1>Error</h1>' }
    expect(problemOf(() => readUploaded(page))).toEqual({ kind: 'cdn-page', status })
  })

  it('is not detected when the gateway sends its own error as HTML', () => {
    const body = JSON.stringify({ error: 'ValidationError', message: 'No.' })
    const response = { status: 400, mediaType: 'text/html', body }
    expect(problemOf(() => readUploaded(response))).toMatchObject({
      kind: 'refused',
      message: 'No.',
    })
  })
})

describe('readReason', () => {
  it.each([
    ['the flat shape', { error: 'NotFound', message: 'There is no such file.' }],
    ['the nested shape', { error: { code: 'not_found', message: 'There is no such file.' } }],
  ])('returns the message of an error in %s', (_, body) => {
    expect(readReason(404, JSON.stringify(body))).toBe('There is no such file.')
  })

  it.each(['', '{', 'null', '[]', '"No."', '{"message":"No."}', '<h1>502</h1>'])(
    'returns the status when the body is %j',
    (body) => {
      expect(readReason(502, body)).toBe('The answer was 502.')
    },
  )

  it('truncates a message to 500 characters', () => {
    const body = JSON.stringify({ error: 'E', message: 'x'.repeat(10_000) })
    expect(readReason(500, body)).toBe(`${'x'.repeat(500)}…`)
  })
})

describe('readBalance and readMe', () => {
  it('read the balance and the owner of a key', () => {
    expect(readBalance(json(200, { balance_cents: 1250 }))).toEqual({ balanceCents: 1250 })
    expect(readMe(json(200, { userId: 'u', email: 'e@x' }))).toEqual({ userId: 'u', email: 'e@x' })
  })
})

describe('an error of our server', () => {
  const error = { error: 'ProxyError', message: 'a.test fell silent.' }
  const refusalOf = (more: object) => {
    return problemOf(() => readUploaded(json(502, { ...error, ...more })))
  }

  it('has its cause beside the sentence', () => {
    const cause = { reason: 'silent', facts: { host: 'a.test' } }
    expect(refusalOf({ ...cause })).toMatchObject({ kind: 'refused', code: 'ProxyError', cause })
    const body = JSON.stringify({ ...error, ...cause })
    expect(readNotFetched(504, body)).toEqual({
      kind: 'not-fetched',
      reason: 'a.test fell silent.',
      cause,
    })
  })

  it('has no malformed cause or fact', () => {
    for (const more of [{}, { facts: { host: 'a' } }, { reason: 7, facts: {} }]) {
      expect(refusalOf(more)).toMatchObject({ message: error.message, cause: undefined })
    }
    const facts = { host: ['a'], ['x'.repeat(21)]: 'b', ...Array(20).fill('c') }
    const { cause } = refusalOf({ reason: 'silent', facts }) as { cause: { facts: object } }
    expect(Object.values(cause.facts)).toEqual(Array(9).fill('c'))
  })

  it('has masked and short facts', () => {
    const host = `varg_${'a1'.repeat(20)} ${'x'.repeat(400)}`
    const problem = refusalOf({ reason: 'silent', facts: { host } })
    expect(JSON.stringify(problem)).not.toContain('a1a1a1')
    expect(problem).toMatchObject({
      cause: { facts: { host: expect.stringMatching(/^.{1,201}$/) } },
    })
  })
})

it('reads the field of a newer error from its details', () => {
  const error = { code: 'invalid_request', message: 'No.', details: { field: 'X-Content-Hash' } }
  const problem = problemOf(() => readUploaded(json(400, { error })))
  expect(problem).toMatchObject({ kind: 'refused', field: 'X-Content-Hash' })
})
