import { beforeEach, expect, it } from 'vitest'
import type { ContentHash } from '../api/contract.ts'
import { createStageTimes } from './stage-times.ts'
import { createUploadsStore } from './uploads-store.ts'

const HASH: ContentHash = `sha256:${'0'.repeat(64)}`

let time: number
let store: ReturnType<typeof createUploadsStore>
let times: ReturnType<typeof createStageTimes>

beforeEach(() => {
  time = 0
  store = createUploadsStore()
  times = createStageTimes(store, () => time)
})

function addFile(): number {
  const file = { path: 'a.png', size: 1, mediaType: 'image/png', file: undefined }
  const [id = 0] = store.add([{ ...file, gateway: 'varg' }])
  return id
}

function after(milliseconds: number, id: number, event: Parameters<typeof store.dispatch>[1]) {
  time += milliseconds
  store.dispatch(id, event)
}

it('measures how long a file waited and was hashed before a send', () => {
  const id = addFile()
  after(5, id, { type: 'hashed-so-far', hashed: 0 })
  after(7, id, { type: 'hashed-so-far', hashed: 1 })
  times.noteHashed(id, 12)
  after(10, id, { type: 'hashed', hash: HASH })
  after(100, id, { type: 'held', reason: { kind: 'rate-limit' } })
  after(1000, id, { type: 'released' })
  after(3, id, { type: 'send-started' })
  expect(times.take(id)).toEqual({ waited: 5 + 7 + 10 - 12 + 100 + 1000 + 3, hashed: 12 })
})

it('starts over with each send', () => {
  const id = addFile()
  after(5, id, { type: 'hashed', hash: HASH })
  after(2, id, { type: 'send-started' })
  times.take(id)
  after(50, id, { type: 'retry-scheduled', at: 0, problem: { kind: 'no-connection' } })
  after(20, id, { type: 'released' })
  after(1, id, { type: 'send-started' })
  expect(times.take(id)).toEqual({ waited: 21, hashed: undefined })
})

it('forgets a file when it is removed', () => {
  const id = addFile()
  after(5, id, { type: 'hashed', hash: HASH })
  store.remove([id])
  expect(times.take(id)).toEqual({ waited: 0, hashed: undefined })
})

it('keeps the times of a removed file until its send has ended', () => {
  const id = addFile()
  after(5, id, { type: 'hashed', hash: HASH })
  after(10, id, { type: 'send-started' })
  store.remove([id])
  expect(times.take(id)).toEqual({ waited: 15, hashed: undefined })
  expect(times.take(id)).toEqual({ waited: 0, hashed: undefined })
})
