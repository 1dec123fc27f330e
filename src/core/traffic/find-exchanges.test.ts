import { describe, expect, it } from 'vitest'
import { type ExchangeFacts, exchangeOf } from '../testing/made-exchanges.ts'
import type { Exchange } from './exchange.ts'
import { createExchangeFinder, type ExchangeFilter } from './find-exchanges.ts'

const BARE = { requestId: undefined, request: { headers: [] } } satisfies ExchangeFacts

const good = exchangeOf({ id: 'good', subject: { path: 'Café/Ñu.png', hash: 'sha256:1' } })
const refused = exchangeOf({
  ...BARE,
  id: 'refused',
  requestId: 'r-77',
  subject: undefined,
  test: ['without X-Content-Hash'],
  request: { url: 'https://s3.varg.ai/u/1/Clip.mp4', headers: [['X-Odd', 'Value here']] },
  response: { status: 404, headers: [['CF-Ray', 'abc']], body: '{"error":"Not FOUND"}' },
})
const failing = exchangeOf({ ...BARE, id: 'failing', response: { status: 503, body: 'Später' } })
const moved = exchangeOf({ ...BARE, id: 'moved', response: { status: 304, body: '' } })
const aborted = exchangeOf({ ...BARE, id: 'aborted', response: undefined, failure: 'aborted' })
const ALL = [good, refused, failing, moved, aborted]

function find(filter: Partial<ExchangeFilter>, exchanges: readonly Exchange[] = ALL) {
  return createExchangeFinder().find(exchanges, { status: 'all', text: '', ...filter })
}

describe('search text', () => {
  it.each<[text: string, found: Exchange[]]>([
    ['', ALL],
    ['  ', ALL],
    ['cafe', [good]],
    ['ÑU.PNG', [good]],
    ['sha256:1', [good]],
    ['clip.MP4', [refused]],
    ['s3.varg.ai', [good, refused]],
    ['r-77', [refused]],
    ['x-odd: value', [refused]],
    ['cf-ray: ABC', [refused]],
    ['without', [refused]],
    ['not found', [refused]],
    ['found clip', [refused]],
    ['found cafe', []],
    ['404', [refused]],
    ['aborted', [aborted]],
    ['spater', [failing]],
    ['post', ALL],
  ])('finds the matching calls when the text is %j', (text, found) => {
    expect(find({ text }).shown.map(({ id }) => id)).toEqual(found.map(({ id }) => id))
  })
})

it.each([
  ['price', 'kling_v3'],
  ['look up', 'sha256:ab'],
  ['delete', 'file_1'],
])('finder finds a call by its name %s, and by %s in its address or body', (name, text) => {
  const calls = [
    ['POST', '/v2/estimate', '{"model":"kling_v3"}'],
    ['GET', '/v2/files/check?hash=sha256:ab', ''],
    ['DELETE', '/v2/files/file_1', ''],
  ].map(([method = '', path, body]) =>
    exchangeOf({
      ...BARE,
      request: {
        headers: [],
        method,
        url: `https://api.varg.ai${path}`,
        body: { size: 1, text: body },
      },
      response: { body: '' },
    }),
  )
  const [found] = find({ text: name }, calls).shown
  expect(find({ text: name }, calls).shown).toEqual(find({ text }, calls).shown)
  expect(found).toBeDefined()
})

it.each<[status: ExchangeFilter['status'], found: Exchange[]]>([
  ['all', ALL],
  ['2xx', [good]],
  ['4xx', [refused]],
  ['5xx', [failing]],
  ['broken', [aborted]],
])('finder finds the calls of status %s', (status, found) => {
  expect(find({ status }).shown).toEqual(found)
})

it('finder counts the matches of every status when one status is shown', () => {
  expect(find({ status: '4xx' }).counts).toEqual({
    all: 5,
    '2xx': 1,
    '4xx': 1,
    '5xx': 1,
    broken: 1,
  })
  expect(find({ status: '4xx', text: 'cafe' })).toEqual({
    shown: [],
    counts: { all: 1, '2xx': 1, '4xx': 0, '5xx': 0, broken: 0 },
  })
})

it('finder indexes a call once when it is searched repeatedly', () => {
  let reads = 0
  const watched: Exchange = {
    ...good,
    get request() {
      reads += 1
      return good.request
    },
  }
  const finder = createExchangeFinder()
  for (const text of ['c', 'ca', 'caf', 'ca', 'x']) {
    finder.find([watched], { status: 'all', text })
    finder.find([watched, good], { status: 'all', text })
  }
  expect(reads).toBe(1)
})

it('finder finds a call by an earlier text after another text without matches', () => {
  const finder = createExchangeFinder()
  const found = ['cafe', 'cafex', 'cafe'].map(
    (text) => finder.find(ALL, { status: 'all', text }).shown.length,
  )
  expect(found).toEqual([1, 0, 1])
})
