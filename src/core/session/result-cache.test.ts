import { expect, it } from 'vitest'
import { contentKey } from '../api/content.ts'
import { entryOf } from '../testing/made-entries.ts'
import type { Upload } from '../uploads/upload.ts'
import { createResultCache } from './result-cache.ts'

const storage = {
  entryKeys: async () => [],
  entry: async () => undefined,
  forgetEntries: async () => {},
}

function rememberAs(uploadType: string, resultType: string) {
  const results = createResultCache(storage)
  const entry = entryOf({ result: { mediaType: resultType, url: 'https://a.example/a.mp4' } })
  const upload: Upload = {
    id: 1,
    file: undefined,
    path: 'voice.m4a',
    size: entry.result.size,
    mediaType: uploadType,
    gateway: 'varg',
    stage: { name: 'queued' },
  }
  results.remember(upload, entry, entry.result)
  return results.take(1)
}

it.each([
  ['audio/mp4', 'video/mp4', 'audio'],
  ['audio/x-spx', 'application/octet-stream', 'audio'],
  ['audio/mp4', 'audio/x-m4a', 'audio'],
  ['application/ogg', 'video/ogg', undefined],
])('keeps the kind of %s when the gateway reports %s: %s', (ours, theirs, kind) => {
  expect(rememberAs(ours, theirs)?.kind).toBe(kind)
})

it.each([
  ['that the gateway listed with hash and size', { listed: true }, {}, true],
  ['that the gateway listed without a size', { listed: true }, { size: 0 }, false],
  ['that is imported', { imported: true }, {}, false],
] as const)('an entry %s is reused: %j', async (_, facts, result, isReused) => {
  const entry = entryOf({ ...facts, result })
  const results = createResultCache({
    ...storage,
    entryKeys: async () => [contentKey(entry)],
    entry: async () => entry,
  })
  await results.load()
  const content = { gateway: 'varg', account: 'me', hash: entry.hash } as const
  expect((await results.recall(content)) !== undefined).toBe(isReused)
})
