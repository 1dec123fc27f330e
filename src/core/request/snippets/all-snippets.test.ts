import { expect, it } from 'vitest'
import { draftRequest } from '../../testing/drafted-request.ts'
import { REQUEST_KINDS } from '../generation.ts'
import { findSnippet, SNIPPETS } from './all-snippets.ts'

it('SNIPPETS has every format once in order', () => {
  expect(SNIPPETS.map(({ id }) => id)).toEqual([
    'varg-tsx',
    'json-body',
    'curl',
    'fetch',
    'url-lines',
    'files-array',
    'markdown',
    'csv',
  ])
})

it('findSnippet returns the first format when the id is unknown', () => {
  for (const snippet of SNIPPETS) expect(findSnippet(snippet.id)).toBe(snippet)
  expect(findSnippet('constructor')).toBe(SNIPPETS[0])
})

it.each(SNIPPETS)('$id holds the name of the key’s variable instead of a key', (snippet) => {
  for (const kind of REQUEST_KINDS) {
    const files = ['image', 'image', 'video', 'audio'] as const
    const code = snippet.write(draftRequest(files, { kind }))
    expect(code).not.toMatch(/varg_/)
    expect(code.includes('VARG_API_KEY')).toBe(['curl', 'fetch'].includes(snippet.id))
  }
})

it.each(SNIPPETS)('$id adds no text that begins with varg_', (snippet) => {
  const request = draftRequest(['image', 'image', 'audio'], { kind: 'video' })
  const written = snippet.write({ ...request, prompt: 'varg_1', model: 'varg_2' })
  expect(written.replace(/varg_[12]/g, '')).not.toMatch(/varg_/)
})
