import { describe, expect, it } from 'vitest'
import type { Given } from './given.ts'
import { listLinks, readAddresses } from './given-addresses.ts'

const NOTHING: Given = {
  'text/uri-list': '',
  'text/x-moz-url': '',
  'text/html': '',
  'text/plain': '',
}

describe('listLinks', () => {
  it.each<[Partial<Given>, string[]]>([
    [
      { 'text/uri-list': '# a comment\r\nhttps://a.b/c\r\n\r\nhttps://d.e/f' },
      ['https://a.b/c', 'https://d.e/f'],
    ],
    [
      { 'text/x-moz-url': 'https://a.b/c\nA title\nhttps://d.e/f\nAnother' },
      ['https://a.b/c', 'https://d.e/f'],
    ],
    [
      { 'text/uri-list': '#\n', 'text/x-moz-url': ' javascript:alert(1) ' },
      ['javascript:alert(1)'],
    ],
    [{ 'text/plain': 'https://a.b/c' }, []],
  ])('of %j is %j', (given, expected) => {
    expect(listLinks({ ...NOTHING, ...given })).toEqual(expected)
  })
})

describe('readAddresses', () => {
  it.each<[string, string[] | undefined]>([
    [' https://a.b/c\nhttps://d.e/f ', ['https://a.b/c', 'https://d.e/f']],
    ['https://a.b/c?d=1,2, https://d.e/f;', ['https://a.b/c?d=1,2', 'https://d.e/f']],
    ['javascript:alert(1)', ['javascript:alert(1)']],
    ['data:image/png;base64,AAAA', ['data:image/png;base64,AAAA']],
    ['see https://a.b/c', undefined],
    ['Note: this', undefined],
    ['{"a":"https://a.b/c"}', undefined],
    ['10:30', undefined],
    ['', undefined],
    [' \n', undefined],
  ])('of %j is %j', (text, expected) => {
    expect(readAddresses(text)).toEqual(expected)
  })
})
