import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepDrafts } from '../testing/kept-drafts.ts'
import type { NewReference } from './composer.ts'
import { EMPTY_DRAFT } from './draft.ts'
import { createDrafts, type Drafts, type NamedDraft, titleOfDraft } from './drafts.ts'

let kept: ReturnType<typeof keepDrafts>

beforeEach(() => {
  vi.useFakeTimers()
  kept = keepDrafts()
})

afterEach(() => vi.useRealTimers())

function open(): Drafts {
  return createDrafts(kept.tab())
}

/** Types a prompt a moment later. */
function write(drafts: Drafts, prompt: string): void {
  vi.advanceTimersByTime(1)
  drafts.composer.change({ prompt })
}

const titlesOf = (drafts: Drafts) => drafts.get().all.map(titleOfDraft)
const promptOf = (drafts: Drafts) => drafts.composer.draft().prompt
const idOf = (drafts: Drafts) => drafts.get().current.id

function picture(name: string): NewReference {
  return { url: `https://a.example/${name}`, name, mediaType: 'image/png', kind: 'image' }
}

function named(id: string, prompt: string, name = ''): NamedDraft {
  return { id, name, edited: 0, draft: { ...EMPTY_DRAFT, prompt } }
}

describe('drafts', () => {
  it('store a draft with its first change', () => {
    const drafts = open()
    expect(kept.stored.size).toBe(0)
    write(drafts, 'dusk')
    expect([...kept.stored.values()].map(({ draft }) => draft.prompt)).toEqual(['dusk'])
    write(drafts, 'dawn')
    expect([...kept.stored.values()].map(({ draft }) => draft.prompt)).toEqual(['dawn'])
  })

  it('keep each draft when another one is shown', () => {
    const drafts = open()
    write(drafts, 'dusk')
    drafts.composer.add([picture('a.png')])
    const first = idOf(drafts)
    drafts.create()
    expect(drafts.composer.draft()).toEqual(EMPTY_DRAFT)
    write(drafts, 'dawn')
    expect(titlesOf(drafts)).toEqual(['dawn', 'dusk'])
    drafts.show(first)
    expect(drafts.composer.draft()).toMatchObject({
      prompt: 'dusk',
      references: [picture('a.png')],
    })
    write(drafts, 'dusk, later')
    expect(titlesOf(drafts)).toEqual(['dusk, later', 'dawn'])
  })

  it('give a new draft the format of the current one, and nothing else', () => {
    const drafts = open()
    drafts.composer.change({ prompt: 'x', format: 'curl', kind: 'video' })
    drafts.create()
    expect(drafts.composer.draft()).toEqual({ ...EMPTY_DRAFT, format: 'curl' })
  })

  it('forget a new draft that was not changed when another one is shown', () => {
    const drafts = open()
    write(drafts, 'dusk')
    const first = idOf(drafts)
    drafts.create()
    expect(drafts.get().all).toHaveLength(2)
    drafts.show(first)
    expect(drafts.get().all).toHaveLength(1)
  })

  it('notify when an equal draft is shown', () => {
    const drafts = open()
    const listener = vi.fn()
    drafts.subscribe(listener)
    drafts.create()
    expect(listener).toHaveBeenCalledOnce()
  })

  it('change a draft that is not shown by its own composer', () => {
    const drafts = open()
    write(drafts, 'dusk')
    const former = idOf(drafts)
    drafts.create()
    write(drafts, 'dawn')
    expect(drafts.composerOf(former)).not.toBe(drafts.composer)
    drafts.composerOf(former).add([picture('a.png')])
    drafts.composerOf(former).add([picture('a.png'), picture('b.png')])
    expect(drafts.composer.draft().references).toEqual([])
    drafts.show(former)
    const { references, prompt } = drafts.composer.draft()
    expect([prompt, ...references.map(({ name }) => name)]).toEqual(['dusk', 'a.png', 'b.png'])
    expect(drafts.composerOf(former)).toBe(drafts.composer)
  })

  it('stand in for a draft that is gone', () => {
    const drafts = open()
    expect(drafts.composerOf('gone')).toBe(drafts.composer)
    expect(drafts.composerOf(undefined)).toBe(drafts.composer)
  })

  it('ignore the current id and an unknown id', () => {
    const drafts = open()
    write(drafts, 'dusk')
    const before = drafts.composer.draft()
    drafts.show(idOf(drafts))
    drafts.show('unknown')
    expect(drafts.composer.draft()).toBe(before)
  })

  it('duplicate the current draft with its name', () => {
    const drafts = open()
    write(drafts, 'dusk')
    vi.advanceTimersByTime(1)
    drafts.duplicate()
    expect(titlesOf(drafts)).toEqual(['dusk', 'dusk'])
    drafts.rename('Film')
    vi.advanceTimersByTime(1)
    drafts.duplicate()
    expect(titlesOf(drafts)).toEqual(['Film copy', 'Film', 'dusk'])
    write(drafts, 'dawn')
    expect([...kept.stored.values()].map(({ draft }) => draft.prompt)).toEqual([
      'dusk',
      'dusk',
      'dawn',
    ])
  })

  it('rename the current draft, without keys and spaces around it', () => {
    const drafts = open()
    write(drafts, 'dusk')
    drafts.rename('  Film of varg_0123456789abcdef ')
    expect(titlesOf(drafts)).toEqual(['Film of $VARG_API_KEY'])
    drafts.rename(' ')
    expect(titlesOf(drafts)).toEqual(['dusk'])
  })

  it('restore a deleted draft when it is undone', () => {
    const drafts = open()
    write(drafts, 'dusk')
    drafts.create()
    write(drafts, 'dawn')
    drafts.rename('Film')
    const undo = drafts.remove()
    expect(titlesOf(drafts)).toEqual(['dusk'])
    expect(promptOf(drafts)).toBe('dusk')
    write(drafts, 'dusk, changed meanwhile')
    undo()
    expect(promptOf(drafts)).toBe('dawn')
    expect(titlesOf(drafts)).toEqual(['dusk, changed meanwhile', 'Film'])
  })

  it('show an empty draft when the last one is deleted', () => {
    const drafts = open()
    write(drafts, 'dusk')
    const undo = drafts.remove()
    expect(titlesOf(drafts)).toEqual(['Empty request'])
    expect(kept.stored.size).toBe(0)
    undo()
    expect(titlesOf(drafts)).toEqual(['dusk'])
  })
})

describe('drafts of two tabs', () => {
  it('begin with the draft that was shown last', () => {
    const first = open()
    write(first, 'dusk')
    const id = idOf(first)
    first.create()
    write(first, 'dawn')
    first.show(id)
    expect(promptOf(open())).toBe('dusk')
  })

  it('begin with the last edited draft when none was shown', () => {
    for (const one of [named('a', 'old'), { ...named('b', 'new'), edited: 2 }]) {
      kept.stored.set(one.id, one)
    }
    expect(promptOf(open())).toBe('new')
  })

  it('begin empty when the draft that was shown last is gone', () => {
    const records = kept.tab()
    records.put(named('a', 'dusk'))
    records.noteShown('gone')
    const drafts = createDrafts(records)
    expect(titlesOf(drafts)).toEqual(['Empty request', 'dusk'])
  })

  it('never overwrite each other when they edit different drafts', () => {
    const [here, there] = [open(), open()]
    write(here, 'dusk')
    write(there, 'dawn')
    write(here, 'dusk 2')
    expect(titlesOf(here)).toEqual(['dusk 2', 'dawn'])
    expect(titlesOf(there)).toEqual(['dusk 2', 'dawn'])
    expect([promptOf(here), promptOf(there)]).toEqual(['dusk 2', 'dawn'])
  })

  it('follow each other when they edit the same draft', () => {
    const here = open()
    write(here, 'dusk')
    const there = open()
    write(there, 'dawn')
    expect(promptOf(here)).toBe('dawn')
    there.rename('Film')
    expect(titlesOf(here)).toEqual(['Film'])
    write(here, 'noon')
    expect(kept.stored.get(idOf(here))).toMatchObject({ name: 'Film', draft: { prompt: 'noon' } })
  })

  it('keep the current draft when another tab deletes it', () => {
    const here = open()
    write(here, 'dusk')
    const there = open()
    const undo = there.remove()
    expect(titlesOf(here)).toEqual(['dusk'])
    write(here, 'dusk, later')
    undo()
    expect(promptOf(there)).toBe('dusk, later')
    expect(kept.stored.size).toBe(1)
  })
})

describe('the title of a draft', () => {
  it.each([
    [named('a', 'dusk', 'Film'), 'Film'],
    [named('a', '  @image1\n walks\tin '), '@image1 walks in'],
    [named('a', 'word '.repeat(40)), `${'word '.repeat(12).trim()}…`],
    [named('a', 'x'.repeat(61)), `${'x'.repeat(60)}…`],
    [named('a', `${'x'.repeat(59)}🎬 y`), `${'x'.repeat(59)}…`],
    [named('a', '\n'), 'Empty request'],
  ])('is its name, or the first words of its prompt: %#', (draft, title) => {
    expect(titleOfDraft(draft)).toBe(title)
  })

  it('is the names of its references when the prompt is empty', () => {
    const drafts = open()
    drafts.composer.add([picture('a.png'), picture('b.png')])
    expect(titlesOf(drafts)).toEqual(['a.png, b.png'])
  })
})
