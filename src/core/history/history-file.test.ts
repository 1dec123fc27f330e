import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asProblem } from '../api/problem.ts'
import { anyHistory, anyThumbnails, entryOf, type Facts } from '../testing/made-entries.ts'
import { SLICE } from '../text/slices.ts'
import { readHistoryFile as readParts, writeHistoryFile } from './history-file.ts'

const NOW = Date.UTC(2026, 2, 3, 14, 5)
const PICTURE = 'data:image/webp;base64,UklGRg=='

function write(...facts: Facts[]): string {
  return writeHistoryFile(facts.map(entryOf), new Map(), NOW)
}

const readHistoryFile = (text: string) => readParts([text], async () => {})

/** What is wrong with it; fails where nothing is. */
async function refusalOf(text: string): Promise<unknown> {
  try {
    await readHistoryFile(text)
  } catch (caught) {
    return asProblem(caught)
  }
  throw new Error('was taken')
}

/** A file of two entries, the second of them as told. */
function withSecond(facts: Record<string, unknown>): string {
  const file = JSON.parse(write({}, { digits: 'b' }))
  Object.assign(file.entries[1], facts)
  return JSON.stringify(file)
}

describe('a history that is written and read', () => {
  it('is the same, but for what was removed', async () => {
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

  it('is for people and other programs to read', () => {
    const entry = entryOf({ media: { width: 2, height: 1 } })
    const text = writeHistoryFile([entry], new Map([[entry.hash, PICTURE]]), NOW)
    expect(text.split('\n')).toHaveLength(3)
    expect(JSON.parse(text)).toEqual({
      app: 'refdrop',
      kind: 'history',
      version: 1,
      exported_at: '2026-03-03T14:05:00.000Z',
      entries: [{ ...entry, thumbnail: PICTURE }],
    })
  })

  it('holds nothing that would not be read again', async () => {
    const entries = [
      entryOf({ media: { duration: Number.POSITIVE_INFINITY } }),
      entryOf({ digits: 'b', result: { url: 'javascript:alert(1)' } }),
    ]
    const svg = new Map([[entryOf().hash as string, 'data:image/svg+xml;base64,AAAA']])
    expect(await readHistoryFile(writeHistoryFile(entries, svg, NOW))).toEqual({
      entries: [entryOf()],
      thumbnails: new Map(),
    })
  })

  it('may be empty', async () => {
    expect(await readHistoryFile(write())).toEqual({ entries: [], thumbnails: new Map() })
  })
})

describe('a long history', () => {
  const lines = (count: number) =>
    writeHistoryFile(
      Array.from({ length: count }, () => entryOf()),
      new Map(),
      NOW,
    )

  /** In parts that end anywhere. */
  function* partsOf(text: string): Generator<string> {
    for (let at = 0; at < text.length; at += 70_001) yield text.slice(at, at + 70_001)
  }

  it('is read at most 250 entries at a time, however the text comes', async () => {
    const text = lines(2300)
    for (const parts of [[text], partsOf(text)]) {
      const steps: number[] = []
      const { entries } = await readParts(parts, async (done) => void steps.push(done))
      expect(entries).toHaveLength(2300)
      expect(SLICE).toBe(250)
      expect(steps).toEqual([250, 500, 750, 1000, 1250, 1500, 1750, 2000, 2250])
    }
  })

  it('is read no further when a step rejects', async () => {
    const stop = new Error('stopped')
    let steps = 0
    const reading = readParts([lines(2300)], async () => {
      steps += 1
      throw stop
    })
    await expect(reading).rejects.toBe(stop)
    expect(steps).toBe(1)
  })

  it('is refused when one entry is damaged, wherever the text was cut', async () => {
    const text = lines(900).replace(/"label":""(?!.*"label":"")/s, '"label":1')
    await expect(readParts(partsOf(text), async () => {})).rejects.toMatchObject({
      problem: { kind: 'not-a-history', reason: 'damaged', at: 900 },
    })
  })
})

describe('a file that is not a whole history', () => {
  it('is refused wherever it was cut', async () => {
    const text = writeHistoryFile(
      ['a', 'b', 'c'].map((digits) => entryOf({ digits, label: '“é🎬”' })),
      new Map([[entryOf().hash as string, PICTURE]]),
      NOW,
    )
    for (let length = 0; length < text.length; length += 1) {
      expect(await refusalOf(text.slice(0, length))).toEqual({
        kind: 'not-a-history',
        reason: 'not-json',
      })
    }
    expect((await readHistoryFile(text)).entries).toHaveLength(3)
  })

  it.each([
    ['nothing', '', 'not-json'],
    ['a page', '<!doctype html><title>Export</title>', 'not-json'],
    ['brackets without end', '['.repeat(2_000_000), 'not-json'],
    ['other text', 'name,url\r\n', 'not-json'],
    ['a number', '1', 'foreign'],
    ['null', 'null', 'foreign'],
    ['a list', '[]', 'foreign'],
    ['a long list', `[${'"refdrop",'.repeat(500_000)}1]`, 'foreign'],
    ['another app', '{"app":"other"}', 'foreign'],
    ['something else of ours', '{"app":"refdrop","kind":"plan","version":1}', 'foreign'],
    ['no version', '{"app":"refdrop","kind":"history","entries":[]}', 'damaged'],
    ['a later version', '{"app":"refdrop","kind":"history","version":2}', 'newer'],
    ['no entries', '{"app":"refdrop","kind":"history","version":1}', 'damaged'],
    ['a prototype', '{"__proto__":{"app":"refdrop","kind":"history"},"version":1}', 'foreign'],
  ])('is refused, and says why: %s', async (_, text, reason) => {
    expect(await refusalOf(text)).toEqual({ kind: 'not-a-history', reason })
  })

  const { result } = entryOf({ digits: 'b' })

  it.each<[string, Record<string, unknown>]>([
    ['a script for a URL', { result: { ...result, url: 'javascript:alert(1)' } }],
    ['a page for a URL', { result: { ...result, url: 'data:text/html,<p>' } }],
    ['a URL with spaces', { result: { ...result, url: 'https://s3.varg.ai/a b' } }],
    ['a URL without end', { result: { ...result, url: `https://s3.varg.ai/${'a'.repeat(8000)}` } }],
    ['no answer', { result: undefined }],
    ['an answer for other bytes', { result: { ...result, hash: entryOf().hash } }],
    ['a size below zero', { result: { ...result, size: -1 } }],
    ['a size in words', { result: { ...result, size: '1000' } }],
    ['a hash in capitals', { hash: `sha256:${'A'.repeat(64)}` }],
    ['another gateway', { gateway: 'elsewhere' }],
    ['no path', { paths: [] }],
    ['a path that is none', { paths: [{}] }],
    ['more paths than are kept', { paths: Array.from({ length: 21 }, (_, index) => `${index}`) }],
    ['a label without end', { label: 'a'.repeat(1001) }],
    ['a time that no calendar has', { at: 8.64e15 + 1 }],
    ['a width below zero', { media: { width: -1 } }],
    ['a sound louder than sounds are', { media: { peaks: [101] } }],
    ['a picture that is an SVG', { thumbnail: 'data:image/svg+xml;base64,PHN2Zz4=' }],
    ['a picture from elsewhere', { thumbnail: 'https://s3.varg.ai/a.webp' }],
    ['a picture that is no base64', { thumbnail: 'data:image/webp;base64,AAAA"onerror="' }],
    ['a picture of a part of base64', { thumbnail: 'data:image/webp;base64,AAAAA' }],
    ['a picture without bytes', { thumbnail: 'data:image/webp;base64,' }],
    ['a picture too large', { thumbnail: `data:image/webp;base64,${'A'.repeat(200_000)}` }],
    ['a picture that is a number', { thumbnail: 1 }],
  ])('is refused as a whole for one entry: %s', async (_, facts) => {
    expect(await refusalOf(withSecond(facts))).toEqual({
      kind: 'not-a-history',
      reason: 'damaged',
      at: 2,
    })
  })

  it('may tell more of an entry than is known here, which is left out', async () => {
    expect((await readHistoryFile(withSecond({ shoeSize: 43, label: 'b' }))).entries).toEqual([
      entryOf(),
      entryOf({ digits: 'b', label: 'b' }),
    ])
  })
})
