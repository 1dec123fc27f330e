import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHistoryFile, writeHistoryFile } from '../core/history/history-file.ts'
import { MOST_REFERENCES } from '../core/request/composer.ts'
import { type Draft, EMPTY_DRAFT } from '../core/request/draft.ts'
import type { NamedDraft } from '../core/request/drafts.ts'
import { REQUEST_KINDS } from '../core/request/generation.ts'
import { anyText } from '../core/testing/made-entries.ts'
import { parseJson } from '../core/text/parse-json.ts'
import { readDraftOfFile, writeDraftsForFile } from './draft-file.ts'

const KEY = 'varg_0123456789abcdef'

const anyReference = fc.record({
  url: fc.webUrl(),
  name: anyText,
  mediaType: fc.constantFrom('', 'image/png'),
  kind: fc.constantFrom('image' as const, 'video' as const, 'audio' as const),
  media: fc.constantFrom(undefined, { width: 3, height: 2 }),
})

const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    kind: fc.constantFrom(...REQUEST_KINDS),
    prompt: fc.oneof(fc.constant('walks'), anyText),
    aspectRatio: anyText,
    duration: anyText,
    format: fc.constantFrom('curl', 'varg-tsx', '__proto__'),
    references: fc.array(anyReference, { maxLength: 3 }),
  })
  .map(({ references, ...draft }) => ({
    ...EMPTY_DRAFT,
    ...draft,
    references: references.map(({ media, ...reference }, place) => ({
      ...reference,
      id: String(place + 1),
      ...(media && { media }),
    })),
  }))

const anyDrafts = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z0-9]{0,12}$/),
    name: anyText,
    edited: fc.nat(),
    draft: anyDraft,
  }),
  { selector: ({ id }) => id, maxLength: 5 },
)

const DRAFT: NamedDraft = {
  id: 'a',
  name: 'Film',
  edited: 5,
  draft: { ...EMPTY_DRAFT, prompt: 'walks' },
}

/** The draft in a file, with other fields. */
function withFields(fields: Record<string, unknown>): unknown {
  return { ...writeDraftsForFile([DRAFT])[0], ...fields }
}

const reference = { id: '1', url: 'https://a.example/1', name: '', mediaType: '', kind: 'image' }

describe('drafts in a history file', () => {
  it('are restored with all their content', async () => {
    await fc.assert(
      fc.asyncProperty(anyDrafts, async (drafts) => {
        const written = writeDraftsForFile(drafts)
        const text = writeHistoryFile([], new Map(), 0, written)
        const { requests } = await readHistoryFile([text], async () => {})
        const kept = drafts.filter(
          ({ name, draft }) => name !== '' || draft.prompt !== '' || draft.references.length > 0,
        )
        expect(requests.map(readDraftOfFile)).toEqual(kept)
      }),
    )
  })

  it('never make the reader throw when they are hostile', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (value, json) => {
        expect(readDraftOfFile(value)).toBeUndefined()
        expect(() => readDraftOfFile(withFields({ references: json, models: json }))).not.toThrow()
      }),
    )
  })

  it.each<[string, Record<string, unknown>]>([
    ['no id', { id: undefined }],
    ['an id that is a path', { id: '../a' }],
    ['a long id', { id: 'a'.repeat(25) }],
    ['an unknown kind', { kind: 'song' }],
    ['a prompt that is an object', { prompt: {} }],
    ['a name that is a number', { name: 1 }],
    ['a time that no date holds', { edited: 1e300 }],
    ['references that are no list', { references: { length: 1 } }],
    ['a javascript: URL', { references: [{ ...reference, url: 'javascript:alert(1)' }] }],
    ['a data: URL', { references: [{ ...reference, url: 'data:text/html,<p>' }] }],
    ['too many references', { references: Array(MOST_REFERENCES + 1).fill(reference) }],
    ['a prompt that is too long', { prompt: 'a'.repeat(1_000_001) }],
  ])('are skipped when one has %s', (_, fields) => {
    expect(readDraftOfFile(withFields(fields))).toBeUndefined()
  })

  it('are skipped when a value is nested deeply', () => {
    const deep = parseJson(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    expect(readDraftOfFile(withFields({ prompt: deep }))).toBeUndefined()
    expect(readDraftOfFile(withFields({ other: deep }))).toEqual(DRAFT)
  })

  it('hide keys of another person', () => {
    const fields = { name: KEY, prompt: `say ${KEY}`, references: [{ ...reference, name: KEY }] }
    expect(JSON.stringify(readDraftOfFile(withFields(fields)))).not.toContain(KEY)
  })

  it('are left out when they are empty and have no name', () => {
    const empty = { ...DRAFT, draft: EMPTY_DRAFT }
    expect(writeDraftsForFile([empty, { ...empty, name: '' }])).toHaveLength(1)
  })
})
