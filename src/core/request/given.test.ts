import { describe, expect, it } from 'vitest'
import { type Given, kindOfGiven, readGiven } from './given.ts'

const NOTHING: Given = {
  'text/uri-list': '',
  'text/x-moz-url': '',
  'text/html': '',
  'text/plain': '',
}

describe('readGiven', () => {
  it('reads each type, and nothing when all are empty', () => {
    const texts = new Map([['text/plain', 'a']])
    const data = { getData: (type: string) => texts.get(type) ?? '' }
    expect(readGiven(data)).toEqual({ ...NOTHING, 'text/plain': 'a' })
    expect(readGiven({ getData: () => '' })).toBeUndefined()
    expect(readGiven(null)).toBeUndefined()
  })
})

describe('kindOfGiven', () => {
  it.each<[string[], string | undefined]>([
    [['text/uri-list', 'text/html'], 'link'],
    [['text/x-moz-url', 'text/plain'], 'link'],
    [['text/plain'], 'text'],
    [['text/html'], 'text'],
    [['Files', 'text/uri-list'], undefined],
    [['application/x-refdrop-references', 'text/uri-list', 'text/plain'], undefined],
    [['application/x-refdrop-reference', 'text/plain'], undefined],
    [['application/x-other'], undefined],
    [[], undefined],
  ])('of the types %j is %s', (types, expected) => {
    expect(kindOfGiven(types)).toBe(expected)
  })
})
