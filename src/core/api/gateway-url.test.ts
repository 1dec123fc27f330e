import { describe, expect, it } from 'vitest'
import { hashInUrl, isForeignUrl, isGatewayUrl } from './gateway-url.ts'

const HASH = '0123456789abcdef'.repeat(4)
const KNOWN = {
  has: (url: string) => url === 'https://other.example/v1/image' || url === 'odd:url',
  hosts: new Set(['localhost:4173', 'files.example']),
}

describe('isGatewayUrl', () => {
  it.each([
    ['https://s3.varg.ai/u/1/a.png', true],
    ['https://s3.varg.ai/uploads/images/1_0475e227.png', true],
    ['HTTPS://S3.VARG.AI/a', true],
    [`https://elsewhere.example/${HASH}.png`, true],
    [`https://elsewhere.example/x/${HASH.toUpperCase()}?a=b#c`, true],
    [`http://localhost:4173/sandbox/u/1/${HASH}.png`, true],
    ['http://localhost:4173/sandbox/u/1/a.png', true],
    ['https://files.example/a', true],
    ['https://other.example/v1/image', true],
    ['odd:url', true],
    ['https://api.varg.ai/v1/image', false],
    ['http://localhost:4173/sandbox/v1/image', false],
    ['http://localhost:4173/sandbox/v1/video/', false],
    ['http://localhost:4173/sandbox/v1/transcription?a=b', false],
    ['http://localhost:4173/api/v2/billing/balance', false],
    ['http://localhost:4173', false],
    ['http://localhost:4173/', false],
    ['http://localhost:4174/a.png', false],
    ['https://files.example.com/a', false],
    ['https://files.example@evil.example/a', false],
    ['https://s3.varg.ai.evil.example/a.png', false],
    ['https://elsewhere.example/a.png', false],
    [`https://elsewhere.example/${HASH}0.png`, false],
    [`https://elsewhere.example/${HASH}.png/more`, false],
    [`https://elsewhere.example/?${HASH}.png`, false],
    [`ftp://s3.varg.ai/${HASH}`, false],
    [`data:text/plain,/${HASH}`, false],
    [' https://s3.varg.ai/a.png', false],
    ['https://s3.varg.ai/a b.png', false],
    ['https://', false],
    ['', false],
    [`https://s3.varg.ai/${'a'.repeat(8000)}`, false],
  ])('for %s returns %s', (url, isOne) => {
    expect(isGatewayUrl(url, KNOWN)).toBe(isOne)
  })
})

describe('isForeignUrl', () => {
  const OWN = ['https://gateway.example:8443/api', 'http://localhost:4173', '']

  it.each<[string, boolean]>([
    ['https://a.example/moon.png', true],
    ['http://localhost:8080/moon.png', true],
    ['https://gateway.example/moon.png', true],
    ['https://varg.ai.example/moon.png', true],
    ['https://gateway.example:8443/files/moon.png', false],
    ['http://localhost:4173/sandbox/files/moon.png', false],
    ['https://s3.varg.ai/o/job_1.png', false],
    ['https://S3.VARG.AI/o/job_1.png', false],
    ['data:image/gif;base64,R0lGODlh', false],
    ['moon.png', false],
  ])('is right for %s', (url, isOne) => {
    expect(isForeignUrl(url, OWN)).toBe(isOne)
  })
})

describe('hashInUrl', () => {
  it.each([
    [`https://s3.varg.ai/u/1/${HASH}.png`, `sha256:${HASH}`],
    [`https://s3.varg.ai/u/1/${HASH.toUpperCase()}?x`, `sha256:${HASH}`],
    ['https://s3.varg.ai/u/1/a.png', undefined],
    [`https://s3.varg.ai/u/${HASH}/a.png`, undefined],
    [HASH, undefined],
  ])('for %s returns %s', (url, hash) => {
    expect(hashInUrl(url)).toBe(hash)
  })
})
