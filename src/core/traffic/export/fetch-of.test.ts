import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyExchange, exchangeOf } from '../../testing/made-exchanges.ts'
import { parseCode } from '../../testing/parsed-code.ts'
import { fetchOf } from './fetch-of.ts'

describe('fetchOf', () => {
  it('writes readable code', () => {
    expect(fetchOf(exchangeOf())).toBe(`import { readFile } from "node:fs/promises";

const response = await fetch("https://api.varg.ai/v1/files", {
  method: "POST",
  headers: {
    Authorization: \`Bearer \${process.env.VARG_API_KEY}\`,
    "Content-Type": "application/octet-stream",
    "X-Content-Hash": "sha256:${'a'.repeat(64)}",
    "User-Agent": "Mozilla/5.0"
  },
  body: await readFile("a.png")
});
console.log(response.status, await response.text());`)
  })

  it('writes a kept body as text, and a deletion without one', () => {
    const text = '{"model":"kling_v3"}'
    const url = 'https://api.varg.ai/v2/estimate'
    const headers = [['Content-Type', 'application/json']] as const
    const kept = fetchOf(exchangeOf({ request: { url, headers, body: { size: 20, text } } }))
    expect(kept).toMatch(/^const response = await fetch/)
    expect(kept).toContain(String.raw`  body: "{\"model\":\"kling_v3\"}"`)
    const { body: _, ...request } = exchangeOf().request
    const deletion = fetchOf({ ...exchangeOf(), request: { ...request, method: 'DELETE' } })
    expect(deletion).toContain('method: "DELETE"')
    expect(deletion).not.toContain('body')
  })

  it('writes code that compiles', () => {
    const { body: _, ...request } = exchangeOf().request
    const other = { ...exchangeOf(), request: { ...request, method: 'GET', headers: [] } }
    const parsed = parseCode('ts', [fetchOf(exchangeOf()), fetchOf(other)], 'types')
    expect(parsed.map(({ faults }) => faults)).toEqual([[], []])
  })

  it('makes one call without a key for any exchange', () => {
    const anyCalls = fc.array(anyExchange, { minLength: 1, maxLength: 100, size: 'max' })
    const property = fc.property(anyCalls, (exchanges) => {
      const codes = exchanges.map(fetchOf)
      expect(codes.join('\n')).not.toMatch(/varg_[A-Za-z0-9_-]/)
      expect(codes.join('')).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
      const parsed = parseCode('ts', codes)
      expect(parsed.map(({ faults }) => faults)).toEqual(codes.map(() => []))
      for (const [at, { constants }] of parsed.entries()) {
        expect(constants).toEqual([
          [
            'response',
            {
              call: 'fetch',
              with: [
                expect.any(String),
                expect.objectContaining({ method: exchanges[at]?.request.method }),
              ],
            },
          ],
        ])
      }
    })
    fc.assert(property, { numRuns: 3 })
  })
})
