import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type GatewayFile, GatewayFileSchema } from '../api/v2/gateway-file.ts'
import { anyText, entryOf } from '../testing/made-entries.ts'
import { NO_FILTER } from './entry-filter.ts'
import { createFinder } from './find-entries.ts'
import { type HistoryEntry, kindOfEntry, titleOf } from './history.ts'
import { HistoryEntrySchema } from './history-schema.ts'
import { fillListed } from './listed-entry.ts'
import { startListedMerge } from './merge-listed.ts'

const NOW = 1_800_000_000_000
const OWNER = { gateway: 'varg', account: 'me' } as const
const HASH = entryOf().hash
const URL_A = 'https://s3.varg.ai/files/acc_1/file_1.png'

/** A file as the gateway lists it. */
function fileOf(wire: Record<string, unknown> = {}): GatewayFile {
  return v.parse(GatewayFileSchema, { url: URL_A, ...wire })
}

function merge(ours: HistoryEntry[], ...files: GatewayFile[]) {
  return startListedMerge(ours, OWNER).add(files, NOW)
}

const GENERATED = fileOf({
  id: 'file_1',
  media_type: 'image/png',
  size_bytes: 204800,
  filename: 'cat.png',
  title: 'Cat on a sofa',
  origin: 'generated',
  thumbnail_url: 'https://s3.varg.ai/thumbs/file_1.jpg',
  created_at: '2026-09-03T08:15:00.000Z',
  metadata: { width: 1920, height: 1080, duration_ms: 1500 },
})

describe('a listed file', () => {
  it('becomes an entry with the facts that the gateway states', () => {
    const { changed, added } = merge([], GENERATED)
    expect(added).toBe(1)
    expect(changed).toEqual([
      {
        ...OWNER,
        hash: `url:${URL_A}`,
        result: {
          fileId: 'file_1',
          url: URL_A,
          hash: `url:${URL_A}`,
          size: 204800,
          mediaType: 'image/png',
          deduplicated: false,
        },
        paths: ['cat.png'],
        label: '',
        at: Date.parse('2026-09-03T08:15:00.000Z'),
        media: { width: 1920, height: 1080, duration: 1.5 },
        listed: true,
        generated: true,
        title: 'Cat on a sofa',
        picture: 'https://s3.varg.ai/thumbs/file_1.jpg',
      },
    ])
  })

  it.each([
    ['its name', { filename: 'a/b.png', title: 'T' }, 'a/b.png'],
    ['a name that was sent in a header', { filename: 'caf%C3%A9 100%25.png' }, 'café 100%.png'],
    ['a name with a percent sign of its own', { filename: '50%20off.png' }, '50%20off.png'],
    ['its title without a name', { title: 'Cat / dog' }, 'Cat - dog'],
    ['its title when the name is a folder', { filename: 'a/', title: 'T' }, 'T'],
    ['the end of its URL without both', { filename: ' ', title: null }, 'file_1.png'],
    ['its URL when that ends in nothing', { url: 'https://s3.varg.ai/' }, 'https://s3.varg.ai/'],
  ])('is named by %s', (_, wire, path) => {
    expect(merge([], fileOf(wire)).changed[0]?.paths).toEqual([path])
  })

  it.each([
    ['its own', '2020-01-01T00:00:00Z', 1_577_836_800_000],
    ['now when it is missing', undefined, NOW],
    ['now when it is in the future', '2999-01-01T00:00:00Z', NOW],
    ['now when it is before 1970', '1960-01-01T00:00:00Z', NOW],
  ])('has the time: %s', (_, created_at, at) => {
    expect(merge([], fileOf({ created_at })).changed[0]?.at).toBe(at)
  })

  it.each([
    [{ media_type: 'video/mp4' }, 'video'],
    [
      { url: 'https://s3.varg.ai/1', media_type: 'application/octet-stream', filename: 'a.mp3' },
      'audio',
    ],
    [{ url: 'https://s3.varg.ai/1', filename: 'a.mov' }, 'video'],
    [{ url: 'https://s3.varg.ai/1' }, 'image'],
  ])('is of a kind by its type, URL or name: %j', (wire, kind) => {
    const [entry] = merge([], fileOf(wire)).changed
    expect(entry && kindOfEntry(entry)).toBe(kind)
  })

  it('is left out when its type is not that of media', () => {
    const text = fileOf({ url: 'https://s3.varg.ai/o/1.srt', media_type: 'application/x-subrip' })
    expect(merge([], text)).toEqual({ changed: [], gone: [], added: 0, entries: [] })
  })

  it('is found by its name and by its title', () => {
    const entries = merge([], GENERATED).changed
    const find = (text: string) =>
      createFinder()
        .find(entries, { ...NO_FILTER, text }, NOW)
        .map(titleOf)
    expect(find('cat.png')).toEqual(['cat.png'])
    expect(find('sofa')).toEqual(['cat.png'])
    expect(find('url:')).toEqual([])
  })
})

describe('an entry of this browser', () => {
  const OURS = entryOf({ name: 'mine.png', label: 'Mine', at: 5 })

  it('keeps its response and label, and gets the id, the title and the name', () => {
    const file = fileOf({ hash: HASH, id: 'file_9', filename: 'cat.png', title: 'Cat' })
    const { changed, added, gone } = merge([OURS], file)
    expect([added, gone]).toEqual([0, []])
    expect(changed).toEqual([
      {
        ...OURS,
        result: { ...OURS.result, fileId: 'file_9' },
        paths: ['mine.png', 'cat.png'],
        title: 'Cat',
      },
    ])
  })

  it('is confirmed when the gateway lists its hash, size and URL', () => {
    const unconfirmed = { ...OURS, result: { ...OURS.result, isUnconfirmed: true as const } }
    const { url, size } = OURS.result
    const stated = fileOf({ url, hash: HASH, size_bytes: size })
    expect(merge([unconfirmed], stated).changed[0]?.result.isUnconfirmed).toBeUndefined()
    const other = fileOf({ url, hash: HASH, size_bytes: 1, title: 'T' })
    expect(merge([unconfirmed], other).changed[0]?.result.isUnconfirmed).toBe(true)
  })

  it('is matched by its URL when the gateway states no hash', () => {
    const file = fileOf({ url: OURS.result.url, origin: 'upload', title: 'Cat' })
    const { changed } = merge([OURS], file)
    expect(changed).toMatchObject([{ hash: HASH, label: 'Mine', title: 'Cat' }])
    expect(changed[0]?.listed).toBeUndefined()
  })

  it('stays as it is when its URL is listed with another hash', () => {
    const file = fileOf({ url: OURS.result.url, hash: entryOf({ digits: 'b' }).hash })
    expect(merge([OURS], file)).toMatchObject({ changed: [], added: 0 })
  })

  it('is another file when only the id is equal', () => {
    const file = fileOf({ id: OURS.result.fileId, hash: entryOf({ digits: 'b' }).hash })
    expect(merge([OURS], file)).toMatchObject({ added: 1 })
  })

  it('of another account is not touched', () => {
    const other = { ...OURS, account: 'you' }
    expect(merge([other], fileOf({ hash: HASH }))).toMatchObject({ added: 1 })
  })

  it('stays removed when the gateway lists it', () => {
    const { entries, changed } = merge([{ ...OURS, removed: true }], fileOf({ hash: HASH }))
    expect(entries).toMatchObject([{ hash: HASH, removed: true }])
    expect(changed).toMatchObject([{ removed: true }])
  })
})

it('an imported entry gets the response of the gateway when its hash is listed', () => {
  const imported = entryOf({ imported: true, result: { url: 'https://old.example/a.png' } })
  const [entry] = merge([imported], fileOf({ hash: HASH, size_bytes: 7 })).changed
  expect(entry).toMatchObject({ listed: true, result: { url: URL_A, size: 7 } })
  expect(entry?.imported).toBeUndefined()
})

it('fillListed gives another copy of an entry what the merged one has', () => {
  const ours = entryOf({ name: 'mine.png' })
  const [merged] = merge([ours], fileOf({ hash: HASH, filename: 'cat.png' })).changed
  expect(merged && fillListed(ours, merged)).toEqual(merged)
  const renamed = { ...ours, label: 'Mine', removed: true as const }
  expect(merged && fillListed(renamed, merged)).toEqual({ ...merged, label: 'Mine', removed: true })
})

describe('a listed entry without a hash', () => {
  const [LISTED] = merge([], GENERATED).changed as [HistoryEntry]

  it('is kept under its hash when the gateway states one', () => {
    const file = { ...GENERATED, hash: entryOf().hash as `sha256:${string}` }
    const { changed, gone, added } = merge([{ ...LISTED, label: 'Mine' }], file)
    expect([added, gone]).toEqual([0, [LISTED.hash]])
    expect(changed).toMatchObject([{ hash: HASH, result: { hash: HASH }, label: 'Mine' }])
  })

  it('is kept under its new URL when its id has another one', () => {
    const url = 'https://s3.varg.ai/files/acc_1/moved.png'
    const { changed, gone } = merge([LISTED], { ...GENERATED, url })
    expect(gone).toEqual([LISTED.hash])
    expect(changed).toMatchObject([{ hash: `url:${url}`, result: { url } }])
  })

  it('gives its label to the entry with a hash when both are the same file', () => {
    const ours = entryOf({ result: { url: URL_A } })
    const { changed, gone } = merge([{ ...LISTED, label: 'Mine' }, ours], GENERATED)
    expect(gone).toEqual([LISTED.hash])
    expect(changed).toMatchObject([{ hash: HASH, label: 'Mine' }])
  })
})

it('files that are listed twice change nothing the second time', () => {
  const files = [GENERATED, fileOf({ url: `${URL_A}?2`, hash: HASH, title: 'T' })]
  const list = startListedMerge([], OWNER)
  const first = list.add(files, NOW)
  expect(first.added).toBe(2)
  const nothing = { changed: [], gone: [], added: 0 }
  expect(list.add(files, NOW)).toMatchObject(nothing)
  expect(merge(first.changed, ...files)).toMatchObject(nothing)
})

it('every listed file becomes an entry that can be stored', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), value, fc.anything())
  const anyWire = fc.record({
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    id: maybe(fc.string({ maxLength: 2000 })),
    size_bytes: maybe(fc.double()),
    media_type: maybe(fc.oneof(anyText, fc.string({ maxLength: 600 }))),
    filename: maybe(anyText),
    title: maybe(anyText),
    thumbnail_url: maybe(fc.webUrl()),
    created_at: maybe(fc.date().map(String)),
    metadata: maybe(fc.dictionary(fc.constantFrom('width', 'height', 'duration_ms'), fc.double())),
  })
  fc.assert(
    fc.property(fc.array(anyWire, { maxLength: 5 }), (wires) => {
      const { changed } = merge([], ...wires.map(fileOf))
      for (const entry of changed) expect(v.safeParse(HistoryEntrySchema, entry).success).toBe(true)
    }),
  )
})
