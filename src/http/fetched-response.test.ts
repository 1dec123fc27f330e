import { expect, it } from 'vitest'
import { bodyAsText } from './fetched-response.ts'

const SVG = [['Content-Type', 'image/svg+xml']] as const

it.each([
  ['text', new Blob(['<svg/>']), SVG, '<svg/>'],
  [
    'the size of another media type',
    new Blob(['abc']),
    [['content-type', 'image/png']],
    /^<3 bytes of/,
  ],
  ['nothing of an empty body', new Blob([]), [], /^$/],
  [
    'the size of a text above 1 MiB',
    new Blob(['a'.repeat(1_048_577)]),
    SVG,
    /^<1,048,577 bytes of/,
  ],
] as const)('bodyAsText shows %s', async (_, body, headers, shown) => {
  expect(await bodyAsText(body, headers)).toMatch(shown)
})
