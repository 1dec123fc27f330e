import { expect, test } from 'vitest'
import { decodeText, withUtf8 } from './decode-text.ts'

const TEXT = '{"a":"ä“€”𝄞"}'

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

test.each([
  ['UTF-8', Buffer.from(TEXT), undefined],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'application/json'],
  ['UTF-16LE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'application/json'],
  ['UTF-16BE with a mark', utf16be(`\ufeff${TEXT}`), 'application/json; charset=utf-8'],
  ['UTF-16LE by its charset', Buffer.from(TEXT, 'utf16le'), 'a/b;charset=UTF-16LE'],
  ['UTF-16BE by its charset', utf16be(TEXT), 'a/b; charset = "utf-16be"; x=y'],
  ['an unknown charset', Buffer.from(TEXT), 'a/b; charset=odd'],
  ['an empty charset', Buffer.from(TEXT), 'a/b; charset='],
])('decodeText reads %s', (_, bytes, contentType) => {
  expect(decodeText(bytes, contentType)).toBe(TEXT)
})

test('decodeText removes only one byte order mark', () => {
  expect(decodeText(Buffer.from('\ufeff\ufeffa'))).toBe('\ufeffa')
})

test.each([
  ['an old charset', Buffer.from([0x61, 0xe4]), 'text/html; charset=windows-1252', 'aä'],
  ['invalid bytes', Buffer.from([0x61, 0xff, 0x62]), undefined, 'a\ufffdb'],
  ['empty text', Buffer.alloc(0), undefined, ''],
  ['a mark alone', Buffer.from([0xef, 0xbb, 0xbf]), undefined, ''],
])('decodeText reads %s as a browser does', (_, bytes, contentType, text) => {
  expect(decodeText(bytes, contentType)).toBe(text)
})

test.each([
  ['application/json', 'application/json'],
  ['text/html; charset=latin1', 'text/html; charset=utf-8'],
  ['text/html;charset="utf-16";a=b', 'text/html; charset=utf-8;a=b'],
])('withUtf8 changes %s to %s', (given, expected) => {
  expect(withUtf8(given)).toBe(expected)
})
