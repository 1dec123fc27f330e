import { beforeEach, describe, expect, it } from 'vitest'
import { keepDrafts } from '../testing/kept-drafts.ts'
import { addDrafts, removeDrafts } from './add-drafts.ts'
import { EMPTY_DRAFT } from './draft.ts'
import { createDrafts, type Drafts, type NamedDraft, titleOfDraft } from './drafts.ts'

let kept: ReturnType<typeof keepDrafts>

beforeEach(() => {
  kept = keepDrafts()
})

const titlesOf = (drafts: Drafts) => drafts.get().all.map(titleOfDraft)

function named(id: string, prompt: string, name = ''): NamedDraft {
  return { id, name, edited: 0, draft: { ...EMPTY_DRAFT, prompt } }
}

describe('adding drafts', () => {
  it('shows them, and overwrites none', () => {
    const records = kept.tab()
    const drafts = createDrafts(records)
    drafts.composer.change({ prompt: 'ours' })
    const { id } = drafts.get().current
    const theirs = [named(id, 'theirs'), named('b', 'dawn', 'Film')]
    expect(addDrafts(records, theirs)).toHaveLength(2)
    expect(new Set(titlesOf(drafts))).toEqual(new Set(['ours', 'theirs', 'Film']))
    expect(drafts.composer.draft().prompt).toBe('ours')
    expect(addDrafts(records, theirs)).toEqual([])
  })

  it('keeps two drafts of one content', () => {
    const records = kept.tab()
    expect(addDrafts(records, [named('a', 'dusk'), named('b', 'dusk')])).toEqual(['a', 'b'])
  })

  it('adds none when there is no room for all', () => {
    const records = kept.tab()
    const drafts = createDrafts(records)
    kept.setRoom(1)
    expect(addDrafts(records, [named('a', 'dusk'), named('b', 'dawn')])).toBeUndefined()
    expect(kept.stored.size).toBe(0)
    expect(titlesOf(drafts)).toEqual(['Empty request'])
  })

  it('is undone by the ids', () => {
    const records = kept.tab()
    const drafts = createDrafts(records)
    drafts.composer.change({ prompt: 'ours' })
    removeDrafts(records, addDrafts(records, [named('a', 'dusk')]) ?? [])
    expect(titlesOf(drafts)).toEqual(['ours'])
  })
})
