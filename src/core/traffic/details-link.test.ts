import { expect, it } from 'vitest'
import { detailsLink, parseDetailsLink } from './details-link.ts'

const DIGITS = '0123456789abcdef'.repeat(4)

it.each(['varg', 'sandbox'] as const)('leads to a file at %s and back', (gateway) => {
  const target = { gateway, hash: `sha256:${DIGITS}` } as const
  expect(detailsLink(target)).toBe(`#details=${gateway}/${DIGITS}`)
  expect(parseDetailsLink(detailsLink(target))).toEqual(target)
})

it.each([
  '',
  '#',
  '#details=',
  `details=varg/${DIGITS}`,
  `#details=elsewhere/${DIGITS}`,
  `#details=constructor/${DIGITS}`,
  `#details=toString/${DIGITS}`,
  `#details=varg/${DIGITS.toUpperCase()}`,
  `#details=varg/${DIGITS.slice(1)}`,
  `#details=varg/${DIGITS}0`,
  `#details=varg/${DIGITS}\n`,
  `#details=varg/sha256:${DIGITS}`,
  `#details=varg/${DIGITS}&a=b`,
])('%j asks for no file', (fragment) => {
  expect(parseDetailsLink(fragment)).toBeUndefined()
})
