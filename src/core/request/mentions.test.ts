import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMentions, completeAt, insertTag, renumberTags } from './mentions.ts'
import { findTags, type Reference, tagReferences } from './reference.ts'

function referenceOf(id: string, kind: Reference['kind'] = 'image', name = `${id}.png`): Reference {
  return { id, kind, name, url: `https://a.example/${id}`, mediaType: '' }
}

const [dinesh, gilfoyle, walk, voice] = [
  referenceOf('1', 'image', 'Dinesh front.png'),
  referenceOf('2', 'image', 'José.png'),
  referenceOf('3', 'video', 'walk.mp4'),
  referenceOf('4', 'audio', 'voice image.mp3'),
]
const TAGGED = tagReferences([dinesh, gilfoyle, walk, voice])

describe('checkMentions', () => {
  it.each<[string, string[], string[]]>([
    ['', [], []],
    ['two people walk', [], []],
    ['@image1 walks', [], ['@image2', '@video1', '@audio1']],
    ['@image1 and @IMAGE2 as in @Video1, saying @audio1.', [], []],
    ['@image3 walks', ['@image3'], ['@image1', '@image2', '@video1', '@audio1']],
    ['@image1 @image0 @image01 @image2', ['@image0', '@image01'], ['@video1', '@audio1']],
    ['@image1@image2 @video1 @audio1 @audio2', ['@audio2'], []],
    ['@image walks, @images1 too', [], []],
  ])('finds in %j the unknown %j and the unused %j', (prompt, unknown, unused) => {
    const checked = checkMentions(prompt, TAGGED)
    expect(checked.unknown.map(({ tag }) => tag)).toEqual(unknown)
    expect(checked.unused.map(({ tag }) => tag)).toEqual(unused)
  })

  it('returns the position of an unknown tag', () => {
    const prompt = 'with @Image9 here'
    expect(checkMentions(prompt, TAGGED).unknown).toEqual([{ tag: '@image9', start: 5, end: 12 }])
    expect(prompt.slice(5, 12)).toBe('@Image9')
  })
})

describe('completeAt', () => {
  it.each<[string, string[] | undefined]>([
    ['@|', ['@image1', '@image2', '@video1', '@audio1']],
    ['walks @im|', ['@image1', '@image2', '@audio1']],
    ['walks @IM|', ['@image1', '@image2', '@audio1']],
    ['(@vid|)', ['@video1']],
    ['@front|', ['@image1']],
    ['@jose|', ['@image2']],
    ['@JOSÉ|', ['@image2']],
    ['@jose\u0301|', ['@image2']],
    ['@dinesh_front_ref|', ['@image1']],
    ['これ@im|', ['@image1', '@image2', '@audio1']],
    ['end.@video|', ['@video1']],
    ['@@video|', ['@video1']],
    ['@image2|', undefined],
    ['@nobody|', undefined],
    ['a@b|', undefined],
    ['me@im|', undefined],
    ['@im age|', undefined],
    ['@im|', ['@image1', '@image2', '@audio1']],
    ['|@im', undefined],
    ['', undefined],
    [`@${'a'.repeat(200)}|`, undefined],
  ])('for %j returns %j', (written, tags) => {
    const caret = Math.max(0, written.indexOf('|'))
    const completion = completeAt(written.replace('|', ''), caret, TAGGED)
    expect(completion?.options.map(({ tag }) => tag)).toEqual(tags)
  })

  it('replaces the typed text and the rest of a tag around the caret', () => {
    expect(completeAt('see @im and', 7, TAGGED)).toMatchObject({ start: 4, end: 7 })
    expect(completeAt('see @image1 and', 7, TAGGED)).toMatchObject({ start: 4, end: 11 })
    expect(completeAt('see @walks', 5, TAGGED)).toMatchObject({ start: 4, end: 5 })
  })

  it('returns both tags when a complete tag is the beginning of another', () => {
    const ten = tagReferences(Array.from({ length: 10 }, (_, index) => referenceOf(String(index))))
    const tags = completeAt('@image1', 7, ten)?.options.map(({ tag }) => tag)
    expect(tags).toEqual(['@image1', '@image10'])
  })

  it('returns undefined when there are no references', () => {
    expect(completeAt('@', 1, [])).toBeUndefined()
  })
})

describe('insertTag', () => {
  it.each([
    ['@im|', '@image1 |'],
    ['see @im|', 'see @image1 |'],
    ['see @im| and', 'see @image1 |and'],
    ['see @im|and', 'see @image1 |and'],
    ['see @im|.', 'see @image1|.'],
    ['(@im|)', '(@image1|)'],
    ['@im|\nand', '@image1|\nand'],
  ])('changes %j to %j', (written, result) => {
    const end = written.indexOf('|')
    const start = written.indexOf('@')
    const { prompt, caret } = insertTag(written.replace('|', ''), { start, end }, '@image1')
    expect(`${prompt.slice(0, caret)}|${prompt.slice(caret)}`).toBe(result)
  })
})

describe('renumberTags', () => {
  const before = tagReferences([dinesh, gilfoyle, walk])

  it.each<[string, Reference[], string, string]>([
    [
      'a moved reference',
      [gilfoyle, dinesh, walk],
      '@image1 meets @image2',
      '@image2 meets @image1',
    ],
    [
      'a reference moved among other kinds',
      [walk, dinesh, gilfoyle],
      '@image1 in @video1',
      '@image1 in @video1',
    ],
    ['an unmoved reference with its spelling', [dinesh, gilfoyle, walk], '@Image1', '@Image1'],
    ['moved references with capitals', [gilfoyle, dinesh], '@Image1 @IMAGE2', '@Image2 @Image1'],
    ['a removed reference with a free tag', [dinesh], '@image2 in @video1', '@image2 in @video1'],
    [
      'a removed reference with a reused tag',
      [gilfoyle],
      '@image1 and @image2',
      'Dinesh front.png and @image1',
    ],
    ['an unknown tag', [gilfoyle, dinesh], '@image7 @image1', '@image7 @image2'],
    ['an added reference', [referenceOf('9'), dinesh, gilfoyle], '@image1', '@image2'],
    ['adjacent tags', [gilfoyle, dinesh], '@image1@image2', '@image2@image1'],
    ['no tag', [gilfoyle, dinesh], 'nobody', 'nobody'],
  ])('updates %s', (_, after, prompt, result) => {
    expect(renumberTags(prompt, before, tagReferences(after))).toBe(result)
  })

  it.each([
    ['@image2', 'image2'],
    ['a\n b', 'a b'],
    ['', 'image'],
    ['@@', 'image'],
  ])('replaces the removed %j with words that are not a tag', (name, words) => {
    const former = tagReferences([referenceOf('1', 'image', name), gilfoyle])
    const after = tagReferences([gilfoyle])
    expect(renumberTags('see @image1.', former, after)).toBe(`see ${words}.`)
    expect(findTags(renumberTags('@@image1', former, after))).toEqual([])
  })

  it('keeps the references of all tags when some are moved and removed', () => {
    const kinds = fc.constantFrom('image', 'video', 'audio')
    const trays = fc
      .array(fc.tuple(kinds, fc.string()), { maxLength: 8 })
      .map((files) => files.map(([kind, name], index) => referenceOf(String(index), kind, name)))
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all)))
    const prompts = fc
      .array(
        fc.oneof(
          fc.string(),
          kinds.map((kind) => `@${kind}`),
          fc.nat(9).map(String),
        ),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(trays, prompts, ([all, left], prompt) => {
        const [former, after] = [tagReferences(all), tagReferences(left)]
        const meant = idsIn(prompt, former)
        const means = idsIn(renumberTags(prompt, former, after), after)
        const isLeft = (id: string | undefined) => left.some((reference) => reference.id === id)
        expect(means.filter((id) => id !== undefined)).toEqual(meant.filter(isLeft))
      }),
    )
  })
})

/** The id of each tag's reference, or undefined. */
function idsIn(prompt: string, references: ReturnType<typeof tagReferences>) {
  return findTags(prompt).map(({ tag }) => references.find((one) => one.tag === tag)?.id)
}
