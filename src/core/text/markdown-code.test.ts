import { describe, expect, it } from 'vitest'
import { writeFence } from './markdown-code.ts'

describe('writeFence', () => {
  it('finds the longest run of backticks when a text has 200,000 runs', () => {
    const text = `${'` '.repeat(200_000)}\`\`\`\``
    expect(writeFence(text, '').split('\n')[0]).toBe('`````')
  })
})
