import { describe, expect, it, vi } from 'vitest'
import { createComposer, MOST_REFERENCES, type NewReference } from './composer.ts'
import { EMPTY_DRAFT } from './draft.ts'

function file(name: string, url = `https://a.example/${name}.png`): NewReference {
  return { url, name, mediaType: 'image/png', kind: 'image' }
}

function compose(...names: string[]) {
  const composer = createComposer()
  composer.add(names.map((name) => file(name)))
  return composer
}

function namesOf(composer: ReturnType<typeof createComposer>): string {
  return composer
    .draft()
    .references.map(({ name }) => name)
    .join('')
}

it('shows another draft without storing it, with new ids', () => {
  const keep = vi.fn()
  const composer = createComposer(EMPTY_DRAFT, keep)
  composer.add([file('a')])
  const [first] = composer.draft().references
  keep.mockClear()
  composer.load({ ...EMPTY_DRAFT, prompt: '@image1', references: [{ ...file('b'), id: '1' }] })
  expect(composer.draft()).toMatchObject({ prompt: '@image1', references: [file('b')] })
  expect(composer.draft().references[0]?.id).not.toBe(first?.id)
  expect(keep).not.toHaveBeenCalled()
})

it('has other references after each draft, so that no undo fits another draft', () => {
  const composer = createComposer()
  const { references } = composer.draft()
  composer.load(EMPTY_DRAFT)
  expect(composer.draft().references).not.toBe(references)
})

describe('references of a composer', () => {
  it('are appended in order without duplicate URLs', () => {
    const composer = compose('a', 'b')
    composer.add([file('c'), file('x', 'https://a.example/a.png'), file('d'), file('c')])
    expect(namesOf(composer)).toBe('abcd')
    expect(new Set(composer.draft().references.map(({ id }) => id)).size).toBe(4)
  })

  it('get new ids when all of them are replaced', () => {
    const composer = compose('a', 'b')
    const before = composer.draft().references.map(({ id }) => id)
    composer.replace([file('b'), file('c'), file('x', 'https://a.example/b.png')])
    expect(namesOf(composer)).toBe('bc')
    for (const { id } of composer.draft().references) expect(before).not.toContain(id)
  })

  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 1, 'abc'],
    [0, 99, 'bca'],
    [2, -5, 'cab'],
  ])('are reordered when the one at %i moves to %i: %s', (from, to, names) => {
    const composer = compose('a', 'b', 'c')
    composer.move(composer.draft().references[from]?.id ?? '', to)
    expect(namesOf(composer)).toBe(names)
  })

  it('stay the same when the id is unknown', () => {
    const composer = compose('a', 'b')
    const [first] = composer.draft().references
    composer.remove(first?.id ?? '')
    composer.move(first?.id ?? '', 1)
    composer.rename(first?.id ?? '', 'x')
    expect(namesOf(composer)).toBe('b')
    composer.rename(composer.draft().references[0]?.id ?? '', 'B')
    expect(namesOf(composer)).toBe('B')
  })

  it.each([
    [0, 'xyab'],
    [1, 'axyb'],
    [2, 'abxy'],
    [99, 'abxy'],
  ])('are inserted at %i: %s', (at, names) => {
    const composer = compose('a', 'b')
    composer.add([file('x'), file('b'), file('y')], at)
    expect(namesOf(composer)).toBe(names)
  })

  it('keep their tags in the prompt when others are moved, inserted or removed', () => {
    const composer = compose('a', 'b', 'c')
    composer.change({ prompt: '@image1 and @image3' })
    const [first, second] = composer.draft().references
    composer.move(first?.id ?? '', 2)
    expect(composer.draft().prompt).toBe('@image3 and @image2')
    composer.add([file('x')], 0)
    expect(composer.draft().prompt).toBe('@image4 and @image3')
    composer.remove(second?.id ?? '')
    expect(composer.draft().prompt).toBe('@image3 and @image2')
  })

  it('keep id, place and tags when one is swapped for a file of its kind', () => {
    const composer = createComposer()
    const media = { width: 10, height: 10 }
    composer.add([file('a'), { ...file('b'), media, gateway: 'varg' }, file('c')])
    composer.change({ prompt: '@image2 meets @image3' })
    const { id = '' } = composer.draft().references[1] ?? {}
    expect(composer.swap(id, { ...file('x'), mediaType: 'image/jpeg' })).toBe(true)
    expect(namesOf(composer)).toBe('axc')
    expect(composer.draft().prompt).toBe('@image2 meets @image3')
    expect(composer.draft().references[1]).toEqual({ ...file('x'), mediaType: 'image/jpeg', id })
  })

  it('are tagged again when one is swapped for a file of another kind', () => {
    const composer = compose('a', 'b', 'c')
    composer.change({ prompt: '@image1, @image2, @image3' })
    const { id = '' } = composer.draft().references[1] ?? {}
    composer.swap(id, { ...file('x', 'https://a.example/x.mp4'), kind: 'video' })
    expect(composer.draft().prompt).toBe('@image1, @video1, @image2')
  })

  it('change places when one is swapped for another', () => {
    const composer = createComposer()
    composer.add([file('a'), { ...file('v'), kind: 'video' }, file('c')])
    composer.change({ prompt: '@image1, @video1, @image2' })
    const ids = () => composer.draft().references.map(({ id }) => id)
    const before = ids()
    composer.swap(before[0] ?? '', file('other name', 'https://a.example/c.png'))
    expect(namesOf(composer)).toBe('cva')
    expect(composer.draft().prompt).toBe('@image1, @video1, @image2')
    composer.swap(before[0] ?? '', file('v'))
    expect(namesOf(composer)).toBe('vca')
    expect(composer.draft().prompt).toBe('@video1, @image1, @image2')
    expect(ids()).toEqual(before)
  })

  it('stay the same when one is swapped for itself or the id is unknown', () => {
    const composer = compose('a', 'b')
    const before = composer.draft()
    expect(composer.swap(before.references[0]?.id ?? '', file('a'))).toBe(false)
    expect(composer.swap('unknown', file('x'))).toBe(false)
    expect(composer.draft()).toBe(before)
  })

  it('get ids after those of an earlier page', () => {
    const reference = { ...file('a'), id: '7' }
    const composer = createComposer({ ...EMPTY_DRAFT, references: [reference] })
    composer.add([file('b')])
    expect(composer.draft().references.map(({ id }) => id)).toEqual(['7', '8'])
  })
})

describe('changes of a composer', () => {
  it('are stored and notified once each without mutating the earlier draft', () => {
    const [keep, listener] = [vi.fn(), vi.fn()]
    const composer = createComposer(EMPTY_DRAFT, keep)
    const stop = composer.subscribe(listener)
    const before = composer.draft()
    composer.change({ prompt: 'a' })
    expect(before).toEqual(EMPTY_DRAFT)
    expect(keep.mock.calls).toEqual([[composer.draft()]])
    expect(listener).toHaveBeenCalledTimes(1)
    stop()
    composer.change({ prompt: 'b' })
    expect(listener).toHaveBeenCalledTimes(1)
    expect(keep).toHaveBeenCalledTimes(2)
  })

  it('keep the same draft when nothing changes', () => {
    const composer = compose('a')
    const before = composer.draft()
    composer.add([file('a')])
    composer.add([])
    composer.move('unknown', 0)
    expect(composer.draft()).toBe(before)
  })
})

it('composer bounds the number of references and returns how many do not fit', () => {
  const composer = createComposer()
  const many = Array.from({ length: 150 }, (_, number) => file(String(number)))
  expect(composer.add(many.slice(0, 90))).toBe(0)
  expect(composer.add(many)).toBe(150 - MOST_REFERENCES)
  expect(composer.draft().references).toHaveLength(MOST_REFERENCES)
  composer.replace(many)
  expect(composer.draft().references).toHaveLength(MOST_REFERENCES)
})

it('composer removes a key from other settings', () => {
  const composer = createComposer()
  composer.change({ extra: '{"key":"varg_0123456789abcdef"}' })
  expect(composer.draft().extra).toBe('{"key":"$VARG_API_KEY"}')
})

it('composer removes a key when it is pasted into the prompt', () => {
  const composer = createComposer()
  composer.change({ prompt: 'Bearer varg_0123456789abcdef' })
  expect(composer.draft().prompt).toBe('Bearer $VARG_API_KEY')
})
