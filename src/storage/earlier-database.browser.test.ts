import { beforeEach, describe, expect, it } from 'vitest'
import { contentKey } from '../core/api/content.ts'
import type { ContentHash } from '../core/api/contract.ts'
import { createSession } from '../core/session/session.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import { readExchanges } from '../core/traffic/exchange-schema.ts'
import { createUploadsStore } from '../core/uploads/uploads-store.ts'
import { openSessionStore, type SessionStore } from './session-store.ts'
import { buildDatabase } from './testing/build-database.ts'
import dump from './testing/database-version-4.json'

const hashOf = (digit: string): ContentHash => `sha256:${digit.repeat(64)}`
const AT = 1_795_000_000_000
const UPLOADED = {
  fileId: 'file-7',
  url: 'https://s3.varg.ai/u/1/7.png',
  hash: hashOf('7'),
  size: 3,
  mediaType: 'image/png',
  deduplicated: false,
}

let store: SessionStore

beforeEach(async () => {
  await buildDatabase(dump)
  store = await openSessionStore()
})

/** The list of a page that adopts the files of the closed tab. */
async function restoreList() {
  const list = createUploadsStore()
  const session = createSession({
    store: list,
    storage: store,
    tabs: { id: 'tab', alive: async () => new Set(['tab']), alone: (work) => work(), post() {} },
    bytes: { want() {}, release: () => false, adopt() {} },
  })
  await session.restore((files) => list.add(files))
  return [...list.all()]
}

describe('a database made by the version before', () => {
  it('opens with its uploads in every stage', async () => {
    expect(store.durable()).toBe(true)
    const uploads = await store.uploads()
    expect(uploads.map(({ path, stage }) => `${path}: ${stage.name}`)).toEqual([
      'queued.png: queued',
      'chosen.png: queued',
      'hashing.png: hashing',
      'ready.png: ready',
      'waiting.png: waiting',
      'held.png: waiting',
      'uploading.png: uploading',
      'confirming.png: confirming',
      'shots/uploaded.png: uploaded',
      'copy.png: uploaded',
      'failed.png: failed',
      'changed.png: failed',
      'canceled.png: canceled',
      'lost.png: missing-file',
      'other.png: missing-file',
      'never-hashed.png: missing-file',
    ])
    const stored = dump.stores.find(({ name }) => name === 'uploads')?.entries ?? []
    const renamed = JSON.stringify(stored).replaceAll('choose-again', 'missing-file')
    expect(uploads.map((value) => ({ key: value.key, value }))).toEqual(JSON.parse(renamed))
  })

  it('opens with the former stage of missing files renamed', async () => {
    const stages = (await store.uploads()).map(({ stage }) => stage)
    expect(stages.filter(({ name }) => name === 'missing-file')).toEqual([
      {
        name: 'missing-file',
        hash: hashOf('a'),
        attempts: 1,
        earlier: {
          ...UPLOADED,
          fileId: 'file-a',
          url: 'https://s3.varg.ai/u/1/a.png',
          hash: hashOf('a'),
        },
        again: true,
      },
      { name: 'missing-file', hash: hashOf('b'), attempts: 0, problem: { kind: 'other-content' } },
      { name: 'missing-file', attempts: 0 },
    ])
  })

  it('restores the list with its bytes and leaves uploaded files to the history', async () => {
    const stored = await store.uploads()
    const list = await restoreList()
    const unfinished = stored.filter(({ stage }) => stage.name !== 'uploaded')
    expect(list.map(({ path }) => path)).toEqual(unfinished.map(({ path }) => path))
    expect(list).toHaveLength(14)
    const withBytes = list.flatMap(({ path, file }) => (file ? [path] : []))
    expect(withBytes).toEqual([
      'queued.png',
      'chosen.png',
      'hashing.png',
      'ready.png',
      'waiting.png',
      'held.png',
      'uploading.png',
      'confirming.png',
      'failed.png',
      'changed.png',
    ])
    const ready = list.find(({ path }) => path === 'ready.png')
    expect(ready?.file).toMatchObject({ name: 'ready.png', type: 'image/png', lastModified: AT })
    const bytes = await ready?.file?.arrayBuffer()
    expect([...new Uint8Array(bytes ?? new ArrayBuffer())]).toEqual([0x89, 0, 'r'.charCodeAt(0)])
    expect(list.find(({ path }) => path === 'lost.png')?.stage.name).toBe('missing-file')
  })

  it('opens with its history and thumbnails', async () => {
    const uploaded = {
      gateway: 'varg',
      account: 'account-1',
      hash: hashOf('7'),
      result: UPLOADED,
      paths: ['shots/uploaded.png'],
      label: 'The “first” shot',
      at: AT,
      media: { width: 640, height: 480 },
    } as const
    const history = await store.history()
    expect(history.map(({ paths }) => paths[0]).sort()).toEqual([
      'imported.png',
      'removed.png',
      'shots/uploaded.png',
      'song.mp3',
    ])
    expect(await store.entry(contentKey(uploaded))).toEqual(uploaded)
    expect(history.find(({ paths }) => paths[0] === 'song.mp3')).toMatchObject({
      kind: 'audio',
      media: { duration: 12.5, peaks: [0, 40, 100] },
    })
    expect(history.find(({ removed }) => removed)?.paths).toEqual(['removed.png'])
    expect(history.find(({ imported }) => imported)?.gateway).toBe('sandbox')
    expect((await store.newest('varg', 1)).map(({ at }) => at)).toEqual([AT])
    expect(await store.thumbnail(hashOf('7'))).toBe('data:image/webp;base64,UklGRg==')
  })

  it('opens with its exchanges', async () => {
    const found = await store.exchanges(subjectKey('varg', hashOf('7')))
    expect(readExchanges(found)).toMatchObject([
      { at: AT + 1000, purpose: 'test', test: ['without X-Content-Hash'] },
      { at: AT, purpose: 'upload', response: { status: 200 } },
    ])
  })
})
