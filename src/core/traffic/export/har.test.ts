import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsOfHar } from '../../../../e2e/support/har-faults.ts'
import { anyExchange, anyKey, exchangeOf } from '../../testing/made-exchanges.ts'
import { harText, toHar } from './har.ts'

function entryOf(...facts: Parameters<typeof exchangeOf>) {
  const [entry] = toHar([exchangeOf(...facts)], '1.2.3').log.entries
  if (!entry) throw new Error('no entry')
  return entry
}

describe('HAR entry', () => {
  it('has a kept body as text, and a comment for another one', () => {
    const kept = entryOf({ request: { method: 'POST', body: { size: 9, text: '{"a":1}' } } })
    expect(kept.request.postData).toEqual({ mimeType: expect.any(String), text: '{"a":1}' })
    const file = entryOf()
    expect(file.request.postData).toMatchObject({
      text: '',
      comment: expect.stringMatching(/^1,000 bytes/),
    })
  })
})

describe('HAR schema', () => {
  it('accepts an archive with and without calls', () => {
    expect(faultsOfHar(toHar([exchangeOf()], '1'))).toEqual([])
    expect(faultsOfHar(toHar([], '1'))).toEqual([])
  })

  it.each([
    ['log', (har: string) => har.replace('"log"', '"lag"')],
    ['startedDateTime', (har: string) => har.replace(/("startedDateTime": )"[^"]*"/, '$1"today"')],
    ['url', (har: string) => har.replace('https://api.varg.ai/v1/files', 'a b')],
    ['status', (har: string) => har.replace('"status": 200', '"status": "200"')],
    ['mimeType', (har: string) => har.replace('"mimeType": "application/json"', '"kind": ""')],
    ['wait', (har: string) => har.replace('"wait"', '"weight"')],
    ['size', (har: string) => har.replace(/"size": \d+,/, '')],
    ['value', (har: string) => har.replace('"value": "gateway-1"', '"value": null')],
  ])('rejects an archive with an invalid %s', (_, corrupt) => {
    const text = harText([exchangeOf()], '1')
    expect(corrupt(text)).not.toBe(text)
    expect(faultsOfHar(JSON.parse(corrupt(text)))).not.toEqual([])
  })

  it.each([
    'https://x.test/a|b^[c]?d|%e{f}',
    'https://x.test/%',
    'blob:https://x.test/1',
    'a b',
    '',
  ])('accepts a call with the URL %j', (url) =>
    expect(faultsOfHar(toHar([exchangeOf({ request: { url } })], '1'))).toEqual([]),
  )

  it('accepts an archive of any calls, without keys', () => {
    const property = fc.property(fc.array(anyExchange, { maxLength: 4 }), (exchanges) => {
      const text = harText(exchanges, '1')
      const har: ReturnType<typeof toHar> = JSON.parse(text)
      expect(faultsOfHar(har)).toEqual([])
      expect(text).not.toMatch(/varg_[A-Za-z0-9_-]/)
      expect(har.log.entries).toHaveLength(exchanges.length)
      for (const { time, timings } of har.log.entries) {
        const durations = Object.values(timings)
        const known = durations.filter((duration) => duration !== -1)
        expect(Math.min(...known)).toBeGreaterThanOrEqual(0)
        expect(time).toBeCloseTo(
          known.reduce((sum, duration) => sum + duration, 0),
          6,
        )
        for (const needed of [timings.send, timings.wait, timings.receive]) {
          expect(needed).toBeGreaterThanOrEqual(0)
        }
      }
    })
    fc.assert(property)
  })
})

describe('toHar', () => {
  it('names its creator and sorts the calls by time', () => {
    const calls = [3, 1, 2].map((at) => exchangeOf({ at, timing: { waited: 0, hashed: 0 } }))
    const { log } = toHar(calls, '1.2.3')
    expect(log).toMatchObject({
      version: '1.2',
      creator: { name: 'Refdrop', version: '1.2.3' },
      pages: [],
    })
    expect(log.entries.map(({ startedDateTime }) => Date.parse(startedDateTime))).toEqual([1, 2, 3])
  })

  it('describes the request without its bytes', () => {
    const entry = entryOf({ request: { url: 'https://api.varg.ai/v1/files?a=1&b=%20' } })
    expect(entry.request).toMatchObject({
      method: 'POST',
      url: 'https://api.varg.ai/v1/files?a=1&b=%20',
      queryString: [
        { name: 'a', value: '1' },
        { name: 'b', value: ' ' },
      ],
      bodySize: 1000,
      postData: {
        mimeType: 'application/octet-stream',
        text: '',
        comment: `1,000 bytes, sha256:${'a'.repeat(64)}`,
      },
    })
    expect(entry.request.headers[1]).toEqual({ name: 'Authorization', value: 'Bearer varg_…1234' })
    expect(entry._file).toBe('shots/a.png')
    expect(entry.request).not.toHaveProperty('comment')
    expect(entryOf({ request: { isAsSent: false } }).request.comment).toBeDefined()
  })

  it('writes the status, its text, and the body with its size in bytes', () => {
    const { response } = entryOf({ response: { status: 413, body: 'zuviel: ü' } })
    expect(response).toMatchObject({
      status: 413,
      statusText: 'Content Too Large',
      content: { size: 10, mimeType: 'application/json', text: 'zuviel: ü' },
    })
    expect(response).not.toHaveProperty('_error')
  })

  it('reports the full size of a truncated body', () => {
    const headers = [['content-length', '99999']] as const
    const cut = { body: 'abc', length: 70_000 }
    expect(entryOf({ response: { ...cut, headers } }).response.content.size).toBe(99_999)
    expect(entryOf({ response: cut }).response.content).toMatchObject({
      size: 70_000,
      comment: 'the first 3 of 70,000 characters',
    })
  })

  it.each([
    [{ kind: 'no-connection' } as const, /^The connection broke/],
    ['aborted' as const, /^You stopped it/],
  ])('reports the failure when there is no response', (failure, words) => {
    const { response } = entryOf({ failure, response: undefined })
    expect(response).toMatchObject({ status: 0, statusText: '', headers: [] })
    expect(response._error).toMatch(words)
    expect(response.comment).toMatch(words)
  })

  it('comments on a response of our own server', () => {
    const { response } = entryOf({ response: { status: 502, from: 'server' } })
    expect(response.comment).toContain('own server')
  })

  it('reports timings since the file started to wait', () => {
    const { timings, time, startedDateTime } = entryOf()
    expect(timings).toEqual({
      blocked: 12,
      dns: -1,
      connect: 10,
      ssl: -1,
      send: 20,
      wait: 60,
      receive: 10,
    })
    expect(time).toBe(112)
    expect(Date.parse(startedDateTime)).toBe(1_700_000_000_000 - 12)
  })

  it('reports no timing for phases that did not happen', () => {
    const nothing = { waited: undefined, hashed: undefined, connected: undefined }
    const { timings, startedDateTime } = entryOf({ timing: nothing })
    expect(timings).toMatchObject({ blocked: -1, connect: -1 })
    expect(Date.parse(startedDateTime)).toBe(1_700_000_000_000)
  })

  it('masks keys in URLs and file names', () => {
    const [key] = fc.sample(anyKey, 1)
    const encoded = `https://x.test/?k=${key?.replace('_', '%5F')}`
    const text = harText(
      [exchangeOf({ request: { url: encoded }, subject: { path: `${key}`, hash: 'sha256:a' } })],
      '1',
    )
    expect(text).not.toContain(key)
  })
})
