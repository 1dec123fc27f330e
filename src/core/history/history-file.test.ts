import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asProblem } from '../api/problem.ts'
import { anyHistory, anyThumbnails, entryOf, type Facts } from '../testing/made-entries.ts'
import { SLICE } from '../text/slices.ts'
import type { HistoryEntry } from './history.ts'
import { readHistoryFile as readParts, writeHistoryFile } from './history-file.ts'

const NOW = Date.UTC(2026, 2, 3, 14, 5)
const PICTURE = 'data:image/webp;base64,UklGRg=='

function write(...facts: Facts[]): string {
  return writeHistoryFile(facts.map(entryOf), new Map(), NOW)
}

const readHistoryFile = (text: string) => readParts([text], async () => {})

/** The problem with which the file is rejected. Throws when the file is accepted. */
async function rejectionOf(text: string): Promise<unknown> {
  try {
    await readHistoryFile(text)
  } catch (caught) {
    return asProblem(caught)
  }
  throw new Error('was accepted')
}

/** A file of two entries. The second one has these fields. */
function withSecond(facts: Record<string, unknown>): string {
  const file = JSON.parse(write({}, { digits: 'b' }))
  Object.assign(file.entries[1], facts)
  return JSON.stringify(file)
}

describe('a history file', () => {
  it('restores every entry that is not removed', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, anyThumbnails, async (entries, thumbnails) => {
        const shown = entries.filter(({ removed }) => !removed)
        const hashes = new Set<string>(shown.map(({ hash }) => hash))
        const read = await readHistoryFile(writeHistoryFile(entries, thumbnails, NOW))
        expect(read.entries).toEqual(shown)
        expect(read.thumbnails).toEqual(
          new Map([...thumbnails].filter(([hash]) => hashes.has(hash))),
        )
      }),
    )
  })

  it('holds one JSON entry per line', () => {
    const entry = entryOf({ media: { width: 2, height: 1 } })
    const text = writeHistoryFile([entry], new Map([[entry.hash, PICTURE]]), NOW)
    expect(text.split('\n')).toHaveLength(3)
    expect(JSON.parse(text)).toEqual({
      app: 'refdrop',
      kind: 'history',
      version: 2,
      exported_at: '2026-03-03T14:05:00.000Z',
      requests: [],
      entries: [{ ...entry, thumbnail: PICTURE }],
    })
  })

  it('omits values that the reader would reject', async () => {
    const entries = [
      entryOf({ media: { duration: Number.POSITIVE_INFINITY } }),
      entryOf({ digits: 'b', result: { url: 'javascript:alert(1)' } }),
    ]
    const svg = new Map([[entryOf().hash as string, 'data:image/svg+xml;base64,AAAA']])
    expect(await readHistoryFile(writeHistoryFile(entries, svg, NOW))).toEqual({
      entries: [entryOf()],
      thumbnails: new Map(),
      requests: [],
    })
  })

  it('restores an empty history', async () => {
    const empty = { entries: [], thumbnails: new Map(), requests: [] }
    expect(await readHistoryFile(write())).toEqual(empty)
  })

  it('restores requests as plain data', async () => {
    const requests = [{ id: 'a', entries: [1, { entries: [] }], prompt: '"entries":[]}' }, {}]
    const text = writeHistoryFile([entryOf()], new Map(), NOW, requests)
    expect(await readHistoryFile(text)).toMatchObject({ entries: [entryOf()], requests })
  })

  it('is of version 3 when a file has no hash, and restores that file', async () => {
    const url = 'https://s3.varg.ai/o/job_1.mp4'
    const hash = `url:${url}` as const
    const entry: HistoryEntry = {
      ...entryOf(),
      ...{ hash, listed: true, generated: true, title: 'Rain', picture: `${url}.jpg` },
      result: { ...entryOf().result, url, hash },
    }
    const text = writeHistoryFile([entry], new Map(), NOW)
    expect(JSON.parse(text)).toMatchObject({ version: 3 })
    expect((await readHistoryFile(text)).entries).toEqual([entry])
  })

  it.each([
    ['of another URL', 'url:https://s3.varg.ai/other.png'],
    ['without a prefix', 'https://s3.varg.ai/u/1/a.png'],
  ])('is rejected when the key of a file is %s', async (_, hash) => {
    const { result } = entryOf({ digits: 'b' })
    const text = withSecond({ hash, result: { ...result, hash } })
    expect(await rejectionOf(text)).toMatchObject({ kind: 'not-a-history', reason: 'damaged' })
  })

  it('is read when it is of version 1', async () => {
    const { requests: _, ...file } = JSON.parse(write({}, { digits: 'b' }))
    const text = JSON.stringify({ ...file, version: 1 })
    expect(await readHistoryFile(text)).toEqual({
      entries: [entryOf(), entryOf({ digits: 'b' })],
      thumbnails: new Map(),
      requests: [],
    })
  })
})

describe('a long history', () => {
  const lines = (count: number) =>
    writeHistoryFile(
      Array.from({ length: count }, () => entryOf()),
      new Map(),
      NOW,
    )

  /** Chunks that end at arbitrary places. */
  function* partsOf(text: string): Generator<string> {
    for (let at = 0; at < text.length; at += 70_001) yield text.slice(at, at + 70_001)
  }

  it('awaits a step after every 250 entries when the text comes whole or in chunks', async () => {
    const text = lines(2300)
    for (const parts of [[text], partsOf(text)]) {
      const steps: number[] = []
      const { entries } = await readParts(parts, async (done) => void steps.push(done))
      expect(entries).toHaveLength(2300)
      expect(SLICE).toBe(250)
      expect(steps).toEqual([250, 500, 750, 1000, 1250, 1500, 1750, 2000, 2250])
    }
  })

  it('stops reading when a step rejects', async () => {
    const stop = new Error('stopped')
    let steps = 0
    const reading = readParts([lines(2300)], async () => {
      steps += 1
      throw stop
    })
    await expect(reading).rejects.toBe(stop)
    expect(steps).toBe(1)
  })

  it('rejects the file when one entry of a chunked text is damaged', async () => {
    const text = lines(900).replace(/"label":""(?!.*"label":"")/s, '"label":1')
    await expect(readParts(partsOf(text), async () => {})).rejects.toMatchObject({
      problem: { kind: 'not-a-history', reason: 'damaged', at: 900 },
    })
  })
})

describe('an invalid file', () => {
  it('is rejected when it is truncated at any place', async () => {
    const text = writeHistoryFile(
      ['a', 'b', 'c'].map((digits) => entryOf({ digits, label: '“é🎬”' })),
      new Map([[entryOf().hash as string, PICTURE]]),
      NOW,
    )
    for (let length = 0; length < text.length; length += 1) {
      expect(await rejectionOf(text.slice(0, length))).toEqual({
        kind: 'not-a-history',
        reason: 'not-json',
      })
    }
    expect((await readHistoryFile(text)).entries).toHaveLength(3)
  })

  it.each([
    ['empty', '', 'not-json'],
    ['an HTML page', '<!doctype html><title>Export</title>', 'not-json'],
    ['endless brackets', '['.repeat(2_000_000), 'not-json'],
    ['a CSV file', 'name,url\r\n', 'not-json'],
    ['a number', '1', 'foreign'],
    ['null', 'null', 'foreign'],
    ['an array', '[]', 'foreign'],
    ['a long array', `[${'"refdrop",'.repeat(500_000)}1]`, 'foreign'],
    ['from another app', '{"app":"other"}', 'foreign'],
    ['another kind of Refdrop file', '{"app":"refdrop","kind":"plan","version":1}', 'foreign'],
    ['without a version', '{"app":"refdrop","kind":"history","entries":[]}', 'damaged'],
    ['from a later version', '{"app":"refdrop","kind":"history","version":4}', 'newer'],
    ['of version 0', '{"app":"refdrop","kind":"history","version":0}', 'damaged'],
    [
      'with requests that are no list',
      JSON.stringify({ ...JSON.parse(write()), requests: {} }),
      'damaged',
    ],
    ['without entries', '{"app":"refdrop","kind":"history","version":1}', 'damaged'],
    [
      'a __proto__ member',
      '{"__proto__":{"app":"refdrop","kind":"history"},"version":1}',
      'foreign',
    ],
  ])('is rejected with a reason when it is %s', async (_, text, reason) => {
    expect(await rejectionOf(text)).toEqual({ kind: 'not-a-history', reason })
  })

  const { result } = entryOf({ digits: 'b' })

  it.each<[string, Record<string, unknown>]>([
    ['a javascript: URL', { result: { ...result, url: 'javascript:alert(1)' } }],
    ['a data: URL of a page', { result: { ...result, url: 'data:text/html,<p>' } }],
    ['a URL with spaces', { result: { ...result, url: 'https://s3.varg.ai/a b' } }],
    [
      'a URL that is too long',
      { result: { ...result, url: `https://s3.varg.ai/${'a'.repeat(8000)}` } },
    ],
    ['no result', { result: undefined }],
    ['the result of another hash', { result: { ...result, hash: entryOf().hash } }],
    ['a negative size', { result: { ...result, size: -1 } }],
    ['a size as a string', { result: { ...result, size: '1000' } }],
    ['an upper-case hash', { hash: `sha256:${'A'.repeat(64)}` }],
    ['an unknown gateway', { gateway: 'elsewhere' }],
    ['no path', { paths: [] }],
    ['a path that is an object', { paths: [{}] }],
    ['too many paths', { paths: Array.from({ length: 21 }, (_, index) => `${index}`) }],
    ['a label that is too long', { label: 'a'.repeat(1001) }],
    ['a time beyond the maximum date', { at: 8.64e15 + 1 }],
    ['a negative width', { media: { width: -1 } }],
    ['a peak above 100', { media: { peaks: [101] } }],
    ['an SVG thumbnail', { thumbnail: 'data:image/svg+xml;base64,PHN2Zz4=' }],
    ['a remote thumbnail', { thumbnail: 'https://s3.varg.ai/a.webp' }],
    ['a thumbnail with invalid base64', { thumbnail: 'data:image/webp;base64,AAAA"onerror="' }],
    ['a thumbnail with incomplete base64', { thumbnail: 'data:image/webp;base64,AAAAA' }],
    ['a thumbnail without bytes', { thumbnail: 'data:image/webp;base64,' }],
    [
      'a thumbnail that is too large',
      { thumbnail: `data:image/webp;base64,${'A'.repeat(200_000)}` },
    ],
    ['a thumbnail that is a number', { thumbnail: 1 }],
  ])('is rejected as a whole when one entry has %s', async (_, facts) => {
    expect(await rejectionOf(withSecond(facts))).toEqual({
      kind: 'not-a-history',
      reason: 'damaged',
      at: 2,
    })
  })

  it('drops unknown fields of an entry', async () => {
    expect((await readHistoryFile(withSecond({ shoeSize: 43, label: 'b' }))).entries).toEqual([
      entryOf(),
      entryOf({ digits: 'b', label: 'b' }),
    ])
  })
})
