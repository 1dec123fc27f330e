import { expect, it } from 'vitest'
import { detailsLink, parseDetailsLink } from './details-link.ts'

const DIGITS = '0123456789abcdef'.repeat(4)

it.each(['varg', 'sandbox'] as const)(
  'detailsLink writes a link that parses back when the gateway is %s',
  (gateway) => {
    const target = { gateway, hash: `sha256:${DIGITS}` } as const
    expect(detailsLink(target)).toBe(`#details=${gateway}/${DIGITS}`)
    expect(parseDetailsLink(detailsLink(target))).toEqual(target)
  },
)

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
])('parseDetailsLink rejects %j', (fragment) => {
  expect(parseDetailsLink(fragment)).toBeUndefined()
})
