import { describe, expect, it, vi } from 'vitest'
import { type Draft, EMPTY_DRAFT } from '../core/request/draft.ts'
import type { NamedDraft } from '../core/request/drafts.ts'
import { hasDraft } from './draft-name.ts'
import { openDraftRecords } from './draft-records.ts'
import { createTextStorage, type TextStorage } from './text-storage.ts'

/** What a browser stores, by name. Full storage rejects each text. */
function openStorage(texts: Record<string, string> = {}, isFull = () => false): TextStorage {
  const methods = {
    getItem: (name: string) => texts[name] ?? null,
    setItem(name: string, text: string) {
      if (isFull()) throw new DOMException('Full.', 'QuotaExceededError')
      texts[name] = text
    },
    removeItem(name: string) {
      delete texts[name]
    },
  }
  // Only texts are own properties, as in a browser.
  const storage = new Proxy(texts, {
    get: (_, name) => Reflect.get(methods, name),
  }) as unknown as Storage
  return { ...createTextStorage(() => storage), subscribe() {} }
}

const draftOf = (prompt: string): Draft => ({ ...EMPTY_DRAFT, prompt })

function named(id: string, prompt: string, edited = 0): NamedDraft {
  return { id, name: '', edited, draft: draftOf(prompt) }
}

const text = (prompt: string) => JSON.stringify(draftOf(prompt))

describe('the records of drafts', () => {
  it('are one for each draft, the last edited first', () => {
    const texts = {}
    const records = openDraftRecords(openStorage(), openStorage(texts))
    records.put(named('a', 'dusk', 1))
    records.put(named('b', 'dawn', 2))
    expect(Object.keys(texts)).toEqual(['refdrop.request.a', 'refdrop.request.b'])
    expect(records.list()).toEqual([named('b', 'dawn', 2), named('a', 'dusk', 1)])
    records.remove('a')
    expect(Object.keys(texts)).toEqual(['refdrop.request.b'])
  })

  it('give the same object until their text changes', () => {
    const device = openStorage()
    const records = openDraftRecords(openStorage(), device)
    records.put(named('a', 'dusk'))
    const [before] = records.list()
    expect(records.list()[0]).toBe(before)
    openDraftRecords(openStorage(), device).put(named('a', 'dawn'))
    expect(records.list()).toEqual([named('a', 'dawn')])
  })

  it('have the draft of earlier builds, and change it in its place', () => {
    const texts = { 'refdrop.request': text('dusk') }
    const records = openDraftRecords(openStorage(), openStorage(texts))
    expect(records.list()).toEqual([named('', 'dusk')])
    records.put(named('', 'dawn', 3))
    expect(JSON.parse(texts['refdrop.request'])).toEqual({
      ...draftOf('dawn'),
      name: '',
      edited: 3,
    })
  })

  it('skip damaged ones and leave them as they are', () => {
    const texts: Record<string, string> = {
      'refdrop.request': '{"prompt":5}',
      'refdrop.request.a': 'no JSON',
      'refdrop.request.b': '['.repeat(200_000),
      'refdrop.request.c': text('dusk'),
      'refdrop.requests': text('another name'),
    }
    const before = { ...texts }
    const records = openDraftRecords(openStorage(), openStorage(texts))
    expect(records.list()).toEqual([named('c', 'dusk')])
    expect(texts).toEqual(before)
  })

  it('stay in memory when the storage is full', () => {
    let isFull = false
    const device = openStorage({}, () => isFull)
    const records = openDraftRecords(openStorage(), device)
    expect(records.put(named('a', 'dusk'))).toBe(true)
    isFull = true
    expect(records.put(named('a', 'dawn'))).toBe(false)
    expect(records.put(named('b', 'noon'))).toBe(false)
    expect(records.list().map(({ draft }) => draft.prompt)).toEqual(['dawn', 'noon'])
  })

  it('stay in memory when the browser blocks storage', () => {
    const blocked = () =>
      createTextStorage(() => {
        throw new Error('blocked')
      })
    const records = openDraftRecords(blocked(), blocked())
    expect(records.put(named('a', 'dusk'))).toBe(true)
    records.noteShown('a')
    expect(records.list()).toEqual([named('a', 'dusk')])
    expect(records.lastShown()).toBe('a')
  })

  it('notify listeners', () => {
    const records = openDraftRecords(openStorage(), openStorage())
    const listener = vi.fn()
    records.subscribe(listener)
    records.notify()
    expect(listener).toHaveBeenCalledOnce()
  })
})

describe('the draft that was shown last', () => {
  it('is that of the tab, or else that of any tab', () => {
    const device = openStorage()
    const [tab, other] = [openStorage(), openStorage()]
    expect(openDraftRecords(tab, device).lastShown()).toBeUndefined()
    openDraftRecords(tab, device).noteShown('a')
    openDraftRecords(other, device).noteShown('b')
    expect(openDraftRecords(tab, device).lastShown()).toBe('a')
    expect(openDraftRecords(openStorage(), device).lastShown()).toBe('b')
  })
})

describe('the draft that an earlier build kept in the tab', () => {
  const open = (inTab: string, onDevice: string, isFull = false) => {
    const tab = openStorage({ 'refdrop.request': inTab })
    const records = openDraftRecords(
      tab,
      openStorage({ 'refdrop.request': onDevice }, () => isFull),
    )
    return { tab, records, shown: records.list().find(({ id }) => id === records.lastShown()) }
  }

  it('is shown when it is that of the device', () => {
    const { tab, records, shown } = open(text('dusk'), text('dusk'))
    expect(records.list()).toHaveLength(1)
    expect(shown).toEqual(named('', 'dusk'))
    expect(tab.get('refdrop.request')).toBeUndefined()
  })

  it('becomes a draft of its own and is shown when another tab left another one', () => {
    const { tab, records, shown } = open(text('ours'), text('theirs'))
    expect(new Set(records.list().map(({ draft }) => draft.prompt))).toEqual(
      new Set(['ours', 'theirs']),
    )
    expect(shown?.draft.prompt).toBe('ours')
    expect(tab.get('refdrop.request')).toBeUndefined()
  })

  it('stays in the tab when the storage is full', () => {
    const { tab, shown } = open(text('ours'), text('theirs'), true)
    expect(shown?.draft.prompt).toBe('ours')
    expect(tab.get('refdrop.request')).toBe(text('ours'))
  })

  it.each(['no JSON', text('')])('is left out when it is damaged or empty: %s', (inTab) => {
    const { records, shown } = open(inTab, text('theirs'))
    expect(records.list()).toEqual([named('', 'theirs')])
    expect(shown).toBeUndefined()
  })
})

describe('the report of a stored request', () => {
  const reference = { url: 'https://s3.example/a' }

  it.each([
    [undefined, false],
    ['no JSON', false],
    ['null', false],
    [text(''), false],
    [JSON.stringify({ ...EMPTY_DRAFT, format: 'curl' }), false],
    [text('walks'), true],
    [JSON.stringify({ ...EMPTY_DRAFT, references: [reference] }), true],
  ])('is right for the first draft and for each other one: %s', (stored, expected) => {
    for (const name of ['refdrop.request', 'refdrop.request.a']) {
      expect(hasDraft(openStorage(stored === undefined ? {} : { [name]: stored }))).toBe(expected)
    }
  })

  it('finds a request among empty and damaged ones', () => {
    const texts = {
      'refdrop.request': text(''),
      'refdrop.request.a': 'no JSON',
      'refdrop.request.b': text('walks'),
    }
    expect(hasDraft(openStorage(texts))).toBe(true)
    expect(hasDraft(openStorage({ 'refdrop.requests': text('walks') }))).toBe(false)
  })
})
