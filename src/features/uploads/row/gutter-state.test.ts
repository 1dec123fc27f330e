import { expect, it } from 'vitest'
import { entryOf } from '../../../core/testing/made-entries.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import { gutterOf, gutterOfEntry } from './gutter-state.ts'

const hash = `sha256:${'a'.repeat(64)}` as const
const hashed = { hash, attempts: 1 }
const result = {
  fileId: 'f',
  url: 'https://s3.varg.ai/u/a.png',
  hash,
  size: 1,
  mediaType: 'image/png',
  deduplicated: false,
}
const unconfirmed = { ...result, isUnconfirmed: true } as const

it.each<[Stage, ReturnType<typeof gutterOf>]>([
  [{ name: 'queued' }, 'queued'],
  [{ name: 'hashing', hashed: 1 }, 'moving'],
  [{ name: 'ready', ...hashed }, 'queued'],
  [{ name: 'waiting', reason: { kind: 'key' }, ...hashed }, 'waiting'],
  [{ name: 'uploading', sent: 1, ...hashed }, 'moving'],
  [{ name: 'confirming', ...hashed }, 'moving'],
  [{ name: 'failed', problem: { kind: 'empty' }, ...hashed }, 'failed'],
  [{ name: 'canceled', ...hashed }, 'canceled'],
  [{ name: 'missing-file', ...hashed }, 'missing'],
  [{ name: 'uploaded', result, origin: 'new', ...hashed }, 'new'],
  [{ name: 'uploaded', result, origin: 'deduplicated', ...hashed }, 'verified'],
  [{ name: 'uploaded', result, origin: 'already-here', ...hashed }, 'verified'],
  [{ name: 'uploaded', result, origin: 'new', fetchedBack: 1, ...hashed }, 'checked'],
  [{ name: 'uploaded', result: unconfirmed, origin: 'new', ...hashed }, 'unconfirmed'],
  [{ name: 'uploaded', result: unconfirmed, origin: 'already-here', ...hashed }, 'unconfirmed'],
  [{ name: 'uploaded', result: unconfirmed, origin: 'new', fetchedBack: 1, ...hashed }, 'checked'],
])('the gutter shows a glyph for %o', (stage, glyph) => {
  expect(gutterOf(stage)).toBe(glyph)
})

it('the gutter shows what is known of an entry', () => {
  expect(gutterOfEntry(entryOf())).toBe('verified')
  expect(gutterOfEntry(entryOf({ checkedAt: 1 }))).toBe('checked')
  expect(gutterOfEntry(entryOf({ imported: true }))).toBeUndefined()
  expect(gutterOfEntry(entryOf({ result: unconfirmed }))).toBe('unconfirmed')
  expect(gutterOfEntry(entryOf({ result: unconfirmed, checkedAt: 1 }))).toBe('checked')
})
