import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTags, type Reference, spellsName, tagReferences } from './reference.ts'

function tag(...files: (string | [Reference['kind'], string])[]) {
  return tagReferences(
    files.map((file, index) => {
      const [kind, name] = typeof file === 'string' ? (['image', file] as const) : file
      return { id: String(index), kind, name, url: `https://a.example/${index}`, mediaType: '' }
    }),
  )
}

describe('tagReferences', () => {
  it('numbers each kind separately and in order', () => {
    const tagged = tag(
      ['image', 'a'],
      ['video', 'b'],
      ['image', 'c'],
      ['audio', 'd'],
      ['video', 'e'],
    )
    expect(tagged.map((reference) => reference.tag)).toEqual([
      '@image1',
      '@video1',
      '@image2',
      '@audio1',
      '@video2',
    ])
    expect(tagged.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4'])
    expect(tag()).toEqual([])
  })

  it.each([
    ['dinesh front.png', 'DINESH_FRONT_REF'],
    ['Dinesh (front).png', 'DINESH_FRONT_REF'],
    ['DINESH_REF', 'DINESH_REF'],
    ['dinesh_ref.png', 'DINESH_REF'],
    ['_12_REF', 'IMAGE1_REF'],
    ['_1A_REF', '_1A_REF'],
    ['2 people.png', '_2_PEOPLE_REF'],
    ['001.png', 'IMAGE1_REF'],
    ['José Ñandú.jpeg', 'JOSE_NANDU_REF'],
    ['ﬁgure.png', 'FIGURE_REF'],
    ['グラ.png', 'IMAGE1_REF'],
    ['🎬', 'IMAGE1_REF'],
    ['', 'IMAGE1_REF'],
    ['.png', 'IMAGE1_REF'],
    ['ref', 'REF_REF'],
    ['REF_REF', 'REF_REF'],
    ['a"; rm -rf /; `$' + '{x}`\n', 'A_RM_RF_X_REF'],
    ['x'.repeat(100), `${'X'.repeat(40)}_REF`],
    [`${'x'.repeat(39)} y`, `${'X'.repeat(39)}_REF`],
    ['constructor', 'CONSTRUCTOR_REF'],
  ])('names %j %s', (name, identifier) => {
    expect(tag(name)[0]?.identifier).toBe(identifier)
    expect(tag(identifier)[0]?.identifier).toBe(identifier)
  })

  it('adds a number when an identifier is taken', () => {
    expect(tag('a', 'A.png', 'a 2', 'a').map(({ identifier }) => identifier)).toEqual([
      'A_REF',
      'A_2_REF',
      'A_2_2_REF',
      'A_3_REF',
    ])
  })

  it('makes unique identifiers of any names and is idempotent', () => {
    const names = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('a', 'a 2', 'a_2_ref', '1', 'image2'),
      ),
    )
    fc.assert(
      fc.property(names, (all) => {
        const identifiers = tag(...all).map(({ identifier }) => identifier)
        expect(new Set(identifiers).size).toBe(all.length)
        for (const identifier of identifiers) expect(identifier).toMatch(/^[A-Z_][A-Z0-9_]*_REF$/)
        expect(tag(...identifiers).map(({ identifier }) => identifier)).toEqual(identifiers)
      }),
    )
  })
})

describe('findTags', () => {
  it.each<[string, string[]]>([
    ['@image1 meets @video2, @audio10.', ['@image1', '@video2', '@audio10']],
    ['@IMAGE1', ['@image1']],
    ['@image1@image2', ['@image1', '@image2']],
    ['これは@image1です', ['@image1']],
    ['@image0 @image01 @image99999', ['@image0', '@image01', '@image99999']],
    ['@image @imageA @image1a @image1_ @img1 image1 @ image1', []],
    ['', []],
  ])('searches %j and finds %j', (text, tags) => {
    const found = findTags(text)
    expect(found.map((one) => one.tag)).toEqual(tags)
    for (const { tag: written, start, end } of found) {
      expect(text.slice(start, end).toLowerCase()).toBe(written)
    }
  })
})

it.each([
  ['DUSK_RIDGE_REF', 'dusk-ridge.jpg', true],
  ['VOICE_1_REF', 'Voice 1.mp3', true],
  ['SAMPLE_2_REF', 'sample.webp', false],
  ['DINESH_FRONT_REF', 'Dinesh (front).png', false],
  ['IMAGE1_REF', '海.jpg', false],
  ['_REF', '', false],
])('spellsName of %s and %s is %s', (identifier, name, spells) => {
  expect(spellsName(identifier, name)).toBe(spells)
})
