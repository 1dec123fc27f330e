import { expect, it } from 'vitest'
import { entryOf } from '../core/testing/made-entries.ts'
import { createMemoryRecords } from '../storage/memory-records.ts'
import { cleanupThumbnails } from './cleanup.ts'

it('deletes only thumbnails of files that are not shown', async () => {
  const shown = entryOf({ digits: 'a' })
  const removed = entryOf({ digits: 'b', removed: true })
  const elsewhere = entryOf({ digits: 'b', account: 'other', removed: true })
  const records = createMemoryRecords()
  const all = [shown, removed, elsewhere]
  const hashes = [...new Set(all.map(({ hash }) => hash)), 'sha256:nobody']
  await records.putEntries(all, new Map(hashes.map((hash) => [hash, 'data:'])))
  await cleanupThumbnails(records, all)
  expect(await records.thumbnailHashes()).toEqual([shown.hash])
  expect(await records.history()).toHaveLength(3)
})
