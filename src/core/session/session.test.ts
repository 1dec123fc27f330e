import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentKey } from '../api/content.ts'
import {
  fileNamed,
  finishAll,
  hashFor,
  refusal,
  resultFor,
  settle,
} from '../testing/played-queue.ts'
import {
  type Browser,
  contentOf,
  createBrowser,
  openPage,
  type Page,
} from '../testing/played-session.ts'
import { revive } from '../uploads/advance.ts'
import type { StageEvent } from '../uploads/stage.ts'
import { disprove } from './disprove.ts'
import type { StoredUpload, TabNews } from './stored.ts'

/** Longer than changes are gathered. */
const A_WHILE = 200

let browser: Browser
let page: Page

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
  browser = createBrowser()
  page = openPage(browser, 'tab')
})

afterEach(() => {
  vi.useRealTimers()
})

/** The page is gone without a word, and another one stands in its place. */
async function reload(old: Page, tab = 'next'): Promise<Page> {
  vi.advanceTimersByTime(A_WHILE)
  old.close()
  const next = openPage(browser, tab)
  await next.restore()
  browser.writes.length = 0
  return next
}

/** What is stored of a file. */
function storedOf(path: string): StoredUpload | undefined {
  return Array.from(browser.uploads.values()).find((upload) => upload.path === path)
}

function hasBytes(path: string): boolean {
  return browser.bytes.has(storedOf(path)?.key ?? '')
}

/** What was written since this was asked last. */
function written(): string[] {
  return browser.writes.splice(0)
}

describe('what is kept', () => {
  it('is stored the moment it is done, with its answer, in one step, and what follows close upon it soon', async () => {
    await page.addHashed('a')
    vi.advanceTimersByTime(A_WHILE)
    written()
    await page.upload('b')
    expect(written()).toEqual(['finish a with its answer'])
    vi.advanceTimersByTime(A_WHILE)
    expect(written()).toEqual(['finish b with its answer'])
    expect(storedOf('a')?.stage).toMatchObject({ name: 'uploaded', result: resultFor('a') })
    expect(Array.from(browser.answers.keys())).toEqual(
      ['a', 'b'].map((p) => contentKey(contentOf(p))),
    )
    expect(browser.answers.get(contentKey(contentOf('a')))).toEqual({
      ...contentOf('a'),
      paths: ['a'],
      label: '',
      result: resultFor('a'),
      at: Date.now() - A_WHILE,
    })
    vi.advanceTimersByTime(A_WHILE)
    expect(written()).toEqual([])
  })

  it('needs no answer of its own where the content was here already', async () => {
    await page.upload('a', 'copy=a')
    vi.advanceTimersByTime(A_WHILE)
    expect(written()).toEqual(['finish a with its answer', 'finish copy=a'])
    expect(storedOf('copy=a')?.stage).toMatchObject({ origin: 'already-here', first: 'a' })
  })

  it('is stored as soon as it was added, all in one go', () => {
    page.queue.add(['a', 'b', 'c'].map((path) => fileNamed(path)))
    expect(written()).toEqual([])
    vi.advanceTimersByTime(0)
    expect(written()).toEqual(['keep a b c'])
    expect(storedOf('b')).toMatchObject({
      tab: 'tab',
      path: 'b',
      size: 10,
      mediaType: 'image/png',
      gateway: 'varg',
      stage: { name: 'queued' },
    })
  })

  it('does not wait for what is gathered when a file is added', () => {
    page.store.add([fileNamed('a')])
    vi.advanceTimersByTime(0)
    page.store.dispatch(1, { type: 'hashed', hash: hashFor('a') })
    page.store.add([fileNamed('b')])
    written()
    vi.advanceTimersByTime(0)
    expect(written()).toEqual(['keep a b'])
  })

  it('is gathered where it is a change', () => {
    page.store.add(['a', 'b', 'c'].map((path) => fileNamed(path)))
    vi.advanceTimersByTime(0)
    written()
    page.store.dispatch(1, { type: 'hashed', hash: hashFor('a') })
    vi.advanceTimersByTime(A_WHILE - 1)
    page.store.dispatch(2, { type: 'canceled' })
    page.store.dispatch(1, { type: 'failed', problem: { kind: 'no-connection' } })
    expect(written()).toEqual([])
    vi.advanceTimersByTime(1)
    expect(written()).toEqual(['keep a b'])
    expect(storedOf('a')?.stage.name).toBe('failed')
    expect(storedOf('b')?.stage.name).toBe('canceled')
    expect(storedOf('c')?.stage.name).toBe('queued')
  })

  it.each<[string, StageEvent[]]>([
    ['hashing', [{ type: 'hashed-so-far', hashed: 1 }]],
    ['sending', [{ type: 'send-started' }, { type: 'sent-so-far', sent: 1 }, { type: 'all-sent' }]],
    ['waiting', [{ type: 'held', reason: { kind: 'key' } }, { type: 'released' }]],
    [
      'being put off',
      [
        { type: 'send-started' },
        { type: 'put-off', at: 1, problem: { kind: 'no-connection' } },
        { type: 'released' },
      ],
    ],
  ])('is no record of %s, which no other page could go on with', (name, events) => {
    page.store.add([fileNamed('a')])
    if (name !== 'hashing') page.store.dispatch(1, { type: 'hashed', hash: hashFor('a') })
    vi.advanceTimersByTime(A_WHILE)
    written()
    for (const event of events) expect(page.store.dispatch(1, event)).toBe(true)
    vi.advanceTimersByTime(A_WHILE)
    expect(written()).toEqual([])
  })

  it('is what makes sense later, not what was under way', async () => {
    await page.addHashed('a')
    expect(page.list()).toEqual(['a: uploading'])
    vi.advanceTimersByTime(A_WHILE)
    expect(storedOf('a')?.stage).toEqual({ name: 'ready', hash: hashFor('a'), attempts: 0 })
  })

  it('tells the gateway that a file was redirected to', () => {
    page.queue.pause()
    page.queue.add([fileNamed('a'), fileNamed('b', 'sandbox')])
    vi.advanceTimersByTime(0)
    written()
    page.queue.redirect('varg', 'sandbox')
    vi.advanceTimersByTime(A_WHILE)
    expect(written()).toEqual(['keep a'])
    expect(storedOf('a')?.gateway).toBe('sandbox')
  })

  it('tells that a file was fetched back, or was not what it should be', async () => {
    await page.upload('a', 'b')
    page.store.dispatch(1, { type: 'fetched-back', at: 7 })
    page.store.dispatch(2, { type: 'disproved', problem: { kind: 'empty' } })
    vi.advanceTimersByTime(A_WHILE)
    expect(storedOf('a')?.stage).toMatchObject({ name: 'uploaded', fetchedBack: 7 })
    expect(storedOf('b')?.stage).toMatchObject({ name: 'failed' })
  })

  it('is written at once, and once, when the page may be about to go', async () => {
    page.store.add([fileNamed('a')])
    page.session.flush()
    expect(written()).toEqual(['keep a'])
    page.store.dispatch(1, { type: 'canceled' })
    page.session.flush()
    expect(written()).toEqual(['keep a'])
    page.session.flush()
    vi.advanceTimersByTime(A_WHILE)
    expect(written()).toEqual([])
  })

  it('is forgotten with its bytes when it is removed, but its answer is not', async () => {
    await page.upload('a')
    await page.addHashed('b')
    page.queue.add([fileNamed('c')])
    written()
    page.queue.remove([1, 2, 3])
    await settle()
    vi.advanceTimersByTime(A_WHILE)
    expect(written().filter((write) => write.startsWith('keep'))).toEqual([])
    expect([browser.uploads.size, browser.bytes.size]).toEqual([0, 0])
    expect(await page.session.recall(contentOf('a'))).toMatchObject({ path: 'a' })
    expect(browser.answers.size).toBe(1)
  })
})

describe('the bytes', () => {
  it('are wanted from the start', () => {
    page.queue.add([fileNamed('a')])
    vi.advanceTimersByTime(0)
    expect(hasBytes('a')).toBe(true)
  })

  it.each<[string, () => unknown]>([
    ['uploaded', () => page.upload()],
    ['canceled', () => page.queue.cancel([1])],
    ['removed', () => page.queue.remove([1])],
  ])('are released when the file is %s', async (_, end) => {
    await page.addHashed('a')
    vi.advanceTimersByTime(A_WHILE)
    const kept = Array.from(browser.bytes.keys())
    expect([kept.length, page.released]).toEqual([1, []])
    await end()
    expect(page.released).toEqual(kept)
  })

  it('stay where the file failed: a person may retry', async () => {
    await page.addHashed('a')
    page.sends[0]?.fail(refusal(413))
    await settle()
    vi.advanceTimersByTime(A_WHILE)
    expect(page.list()).toEqual(['a: failed'])
    expect(hasBytes('a')).toBe(true)
  })

  it.each(['canceled', 'uploaded'])(
    'are wanted again when what was %s is retried',
    async (name) => {
      if (name === 'uploaded') await page.upload('a')
      else await page.addHashed('a')
      page.queue.cancel([1])
      vi.advanceTimersByTime(A_WHILE)
      expect([page.list(), hasBytes('a')]).toEqual([[`a: ${name}`], false])
      page.queue.retry([1])
      expect(hasBytes('a')).toBe(true)
    },
  )

  it('are not removed by what was done before a retry, and is stored only now', async () => {
    await page.upload('a', 'copy=a')
    page.queue.retry([page.idOf('copy=a')])
    expect(hasBytes('copy=a')).toBe(true)
    vi.advanceTimersByTime(A_WHILE)
    expect([storedOf('copy=a')?.stage.name, hasBytes('copy=a')]).toEqual(['ready', true])
  })

  it('are those that were chosen last', () => {
    const stage = { name: 'choose-again', hash: undefined, attempts: 0 } as const
    page.queue.add([{ ...fileNamed('a'), file: undefined, stage }])
    vi.advanceTimersByTime(0)
    expect(hasBytes('a')).toBe(false)
    const chosen = fileNamed('a')
    page.queue.chooseAgain(1, chosen)
    expect(browser.bytes.get(storedOf('a')?.key ?? '')).toBe(chosen.file)
  })
})

describe('a reload', () => {
  it('brings everything back in the old order, and goes on with it', async () => {
    await page.upload('done')
    await page.addHashed('failed', 'canceled', 'sending', 'lost')
    page.sends[0]?.fail(refusal(413))
    page.queue.cancel([page.idOf('canceled')])
    await settle()
    page.queue.pause()
    page.queue.add([fileNamed('queued'), fileNamed('never hashed, lost')])
    vi.advanceTimersByTime(A_WHILE)
    for (const path of ['lost', 'never hashed, lost'])
      browser.bytes.delete(storedOf(path)?.key ?? '')
    const next = await reload(page)
    expect(next.list()).toEqual([
      'done: uploaded',
      'failed: failed',
      'canceled: canceled',
      'sending: uploading',
      'lost: choose-again',
      'queued: queued',
      'never hashed, lost: choose-again',
    ])
    expect(next.stageOf('done')).toMatchObject({ result: resultFor('done'), origin: 'new' })
    expect(next.stageOf('failed')).toMatchObject({ problem: { status: 413 } })
    expect(next.stageOf('sending')).toMatchObject({ hash: hashFor('sending'), attempts: 1 })
    expect(next.stageOf('lost')).toMatchObject({ hash: hashFor('lost') })
    expect(next.store.get(next.idOf('queued'))?.file?.name).toBe('queued')
    expect(next.store.get(next.idOf('lost'))?.file).toBeUndefined()
  })

  it('lets the files go on: what was hashed is sent, what was queued is hashed', async () => {
    await page.addHashed('a')
    page.queue.add([fileNamed('b')])
    const next = await reload(page)
    await settle()
    expect(next.sent()).toEqual(['a'])
    await finishAll(next.hashes)
    await finishAll(next.sends)
    expect(next.list()).toEqual(['a: uploaded', 'b: uploaded'])
  })

  it('makes no second record of a file, nor a second copy of its bytes', async () => {
    await page.addHashed('a')
    vi.advanceTimersByTime(A_WHILE)
    const { key } = storedOf('a') ?? {}
    const next = await reload(page)
    expect([next.adopted, next.wanted]).toEqual([[key], []])
    next.queue.cancel([1])
    vi.advanceTimersByTime(A_WHILE)
    expect(Array.from(browser.uploads.values())).toMatchObject([
      { key, tab: 'next', stage: { name: 'canceled' } },
    ])
    expect(browser.bytes.size).toBe(0)
  })

  it('puts what is added later behind what came back, however often', async () => {
    page.queue.add([fileNamed('a'), fileNamed('b')])
    vi.advanceTimersByTime(1)
    page.queue.add([fileNamed('c')])
    const second = await reload(page, 'second')
    second.queue.add([fileNamed('d')])
    const third = await reload(second, 'third')
    expect(Array.from(third.store.all()).map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('keeps the order of a batch, however large', async () => {
    const paths = Array.from({ length: 120 }, (_, index) => `${index}`)
    page.queue.add(paths.map((path) => fileNamed(path)))
    const next = await reload(page)
    expect(Array.from(next.store.all()).map(({ path }) => path)).toEqual(paths)
  })

  it('knows that what was canceled before it was hashed was retried', async () => {
    page.store.add([fileNamed('a')])
    page.store.dispatch(1, { type: 'canceled' })
    vi.advanceTimersByTime(A_WHILE)
    page.store.dispatch(1, { type: 'retried' })
    expect((await reload(page)).list()).toEqual(['a: queued'])
  })

  it('remembers that bytes are missing', async () => {
    await page.addHashed('a')
    browser.bytes.clear()
    const second = await reload(page, 'second')
    vi.advanceTimersByTime(A_WHILE)
    expect(storedOf('a')?.stage.name).toBe('choose-again')
    const third = await reload(second, 'third')
    expect(third.stageOf('a')).toMatchObject({ name: 'choose-again', hash: hashFor('a') })
  })

  it('brings nothing back that was removed', async () => {
    page.queue.add([fileNamed('a'), fileNamed('b')])
    vi.advanceTimersByTime(0)
    page.queue.remove([1])
    await settle()
    expect((await reload(page)).list()).toEqual(['b: queued'])
  })

  it('loses at most what was gathered, and never what is done', async () => {
    await page.upload('a')
    page.queue.add([fileNamed('b')])
    page.close()
    const next = openPage(browser, 'next')
    await next.restore()
    expect(next.list()).toEqual(['a: uploaded'])
  })

  it('shows the list as it was, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), fc.boolean(), async (acts, waits) => {
        browser = createBrowser()
        page = openPage(browser, 'tab')
        for (const step of acts) await ACTS[step.name](page, step.pick)
        if (waits) vi.advanceTimersByTime(A_WHILE)
        else page.session.flush()
        page.close()
        const next = openPage(browser, 'next')
        await next.session.restore((files) => next.store.add(files))
        const shape = ({ store }: Page) =>
          Array.from(store.all()).map(({ path, gateway, stage }) => ({
            path,
            gateway,
            stage: revive(stage),
          }))
        expect(shape(next)).toEqual(shape(page))
        for (const { stage, file, path } of next.store.all()) {
          const isOver = stage.name === 'uploaded' || stage.name === 'canceled'
          expect(file?.name).toBe(isOver ? undefined : path)
        }
      }),
    )
  })
})

const ACTS = {
  add: ({ queue }: Page, pick: number) => queue.add([fileNamed(`${pick}=${pick % 3}`)]),
  hash: ({ hashes }: Page) => finishAll(hashes),
  send: ({ sends }: Page) => finishAll(sends),
  refuse({ sends }: Page) {
    sends[0]?.fail(refusal(413))
    return settle()
  },
  breakOff({ sends }: Page) {
    sends[0]?.fail(refusal(503))
    return settle()
  },
  cancel: ({ queue, store }: Page, pick: number) => queue.cancel(store.ids().slice(pick, pick + 1)),
  retry: ({ queue, store }: Page, pick: number) => queue.retry(store.ids().slice(pick, pick + 2)),
  remove: ({ queue, store }: Page, pick: number) => queue.remove(store.ids().slice(pick, pick + 1)),
  redirect: ({ queue }: Page) => queue.redirect('varg', 'sandbox'),
  pass: (_: Page, pick: number) => void vi.advanceTimersByTime(pick * 20),
} satisfies Record<string, (page: Page, pick: number) => unknown>

const act = fc.record({
  name: fc.constantFrom<keyof typeof ACTS>(
    'add',
    'hash',
    ...(Object.keys(ACTS) as (keyof typeof ACTS)[]),
  ),
  pick: fc.nat(12),
})

describe('files of another tab', () => {
  it('that lives are left alone; what it uploaded is shown', async () => {
    await page.upload('done')
    await page.addHashed('theirs')
    vi.advanceTimersByTime(A_WHILE)
    const other = openPage(browser, 'other')
    await other.restore()
    expect(other.list()).toEqual(['done: uploaded'])
    expect(['done', 'theirs'].map((path) => storedOf(path)?.tab)).toEqual(['tab', 'tab'])
    expect(hasBytes('theirs')).toBe(true)
  })

  it('that is gone belong to the first that is opened next, and to no other', async () => {
    await page.addHashed('a', 'b')
    vi.advanceTimersByTime(A_WHILE)
    page.close()
    const tabs = ['one', 'two', 'three'].map((tab) => openPage(browser, tab))
    await Promise.all(tabs.map((tab) => tab.restore()))
    expect(tabs.map((tab) => tab.store.ids().length)).toEqual([2, 0, 0])
    expect(storedOf('a')?.tab).toBe('one')
  })
})

describe('recall', () => {
  it('knows what this page was answered, and what an earlier one was', async () => {
    await page.upload('a')
    expect(await page.session.recall(contentOf('a'))).toMatchObject({
      path: 'a',
      result: resultFor('a'),
    })
    const next = await reload(page)
    expect(await next.session.recall(contentOf('a'))).toMatchObject({
      path: 'a',
      result: resultFor('a'),
    })
  })

  it('does not take the word of an imported history for what the gateway has', async () => {
    const entry = { ...contentOf('a'), result: resultFor('a'), paths: ['a'] as [string], label: '' }
    browser.answers.set(contentKey(contentOf('a')), { ...entry, at: 1, imported: true })
    const later = openPage(browser, 'later')
    await later.restore()
    expect(await later.session.recall(contentOf('a'))).toBeUndefined()
  })

  it('knows what another tab was answered', async () => {
    await page.restore()
    const other = openPage(browser, 'other')
    await other.upload('a')
    expect(await page.session.recall(contentOf('a'))).toBeUndefined()
    for (const news of other.posted) page.hear(news)
    expect(await page.session.recall(contentOf('a'))).toMatchObject({ path: 'a' })
  })

  it.each([
    ['account', { account: 'you' }],
    ['gateway', { gateway: 'sandbox' }],
    ['content', { hash: hashFor('b') }],
  ] as const)('knows nothing of another %s', async (_, change) => {
    await page.upload('a')
    const next = await reload(page)
    for (const { session } of [page, next]) {
      expect(await session.recall({ ...contentOf('a'), ...change })).toBeUndefined()
    }
  })
})

describe('what other tabs are told', () => {
  it('is what was uploaded, with its answer, and nothing that is not done', async () => {
    await page.addHashed('a', 'b')
    page.queue.cancel([2])
    expect(page.posted).toEqual([])
    await page.upload()
    expect(page.posted).toMatchObject([
      {
        type: 'uploaded',
        upload: { path: 'a', stage: { name: 'uploaded', result: resultFor('a') } },
        entry: { ...contentOf('a'), paths: ['a'], result: resultFor('a') },
      },
    ])
  })

  it('is what was removed of the uploaded files only', async () => {
    await page.upload('a')
    await page.addHashed('b')
    page.posted.length = 0
    page.queue.remove([1, 2])
    await settle()
    expect(page.posted).toEqual([{ type: 'removed', keys: [expect.stringContaining('tab')] }])
  })
})

describe('what is heard of other tabs', () => {
  let other: Page

  beforeEach(() => {
    other = openPage(browser, 'other')
  })

  /** The news of a file that the other tab uploaded. */
  async function newsOf(path: string, gateway: StoredUpload['gateway'] = 'varg'): Promise<TabNews> {
    other.queue.add([fileNamed(path, gateway)])
    await other.upload()
    const news = other.posted.at(-1)
    if (!news) throw new Error('The other tab tells nothing.')
    return news
  }

  it('adds a row for what was uploaded there, once, and writes nothing', async () => {
    const news = await newsOf('a')
    written()
    page.hear(news)
    page.hear(news)
    vi.advanceTimersByTime(A_WHILE)
    expect(page.list()).toEqual(['a: uploaded'])
    expect(page.stageOf('a')).toMatchObject({ result: resultFor('a') })
    expect([written(), page.posted]).toEqual([[], []])
  })

  it.each([
    ['the same file', 'a', 'varg', 1],
    ['a file of another path with this content', 'copy=a', 'varg', 2],
    ['a file of this path at another gateway', 'a', 'sandbox', 2],
  ] as const)('%s in this list makes so many rows', async (_, path, gateway, rows) => {
    page.queue.add([fileNamed(path, gateway)])
    await finishAll(page.hashes)
    page.hear(await newsOf('a'))
    expect(page.list()).toHaveLength(rows)
  })

  it('adds a row beside a file of the same path that has another content', async () => {
    page.queue.add([fileNamed('a')])
    page.hashes[0]?.finish()
    await settle()
    const news = await newsOf('a')
    if (news.type !== 'uploaded') throw new Error('expected an upload')
    const stage = { ...news.upload.stage, hash: hashFor('z') }
    page.hear({ type: 'uploaded', upload: { ...news.upload, stage } })
    expect(page.list()).toEqual(['a: uploading', 'a: uploaded'])
  })

  it('adds no second row for one that goes another way here', async () => {
    const news = await newsOf('a')
    page.hear(news)
    page.queue.retry([1])
    page.queue.chooseAgain(1, fileNamed('a'))
    page.hear(news)
    expect(page.list()).toEqual(['a: queued'])
  })

  it('removes what was removed there, and nothing else', async () => {
    const [a, b] = [await newsOf('a'), await newsOf('b')]
    for (const news of [a, b]) page.hear(news)
    other.queue.remove([other.idOf('a')])
    await settle()
    page.hear(other.posted.at(-1) ?? b)
    page.hear({ type: 'removed', keys: ['unknown'] })
    expect(page.list()).toEqual(['b: uploaded'])
  })

  it('takes no file away that is on its way here', async () => {
    page.hear(await newsOf('a'))
    page.store.refill(1, fileNamed('a'))
    page.queue.retry([1])
    other.queue.remove([1])
    await settle()
    page.hear(other.posted.at(-1) ?? { type: 'removed', keys: [] })
    await settle()
    expect(page.list()).toEqual(['a: uploading'])
  })

  it('is the same record here: what is removed here is removed there, and the echo ends', async () => {
    page.hear(await newsOf('a'))
    page.queue.remove([1])
    await settle()
    expect(browser.uploads.size).toBe(0)
    for (const news of page.posted) other.hear(news)
    expect(other.list()).toEqual([])
    const told = page.posted.length
    for (const news of other.posted.filter(({ type }) => type === 'removed')) page.hear(news)
    expect([page.list(), page.posted.length]).toEqual([[], told])
  })

  it('asks for the bytes before it is sent from here', async () => {
    page.hear(await newsOf('a'))
    page.queue.retry([1])
    expect(page.stageOf('a')).toMatchObject({ name: 'choose-again', earlier: resultFor('a') })
  })
})

describe('what was disproved', () => {
  it('is never recalled again, here, in other tabs or after a reload', async () => {
    const other = openPage(browser, 'other')
    await page.upload('a')
    for (const news of page.posted) other.hear(news)
    expect(await other.session.recall(contentOf('a'))).toBeDefined()
    const [expected, got] = ['x', 'y']
    const problem = { kind: 'fetched-mismatch', fact: 'content', expected, got } as const
    page.store.dispatch(1, { type: 'disproved', problem })
    for (const news of page.posted) other.hear(news)
    expect(await page.session.recall(contentOf('a'))).toBeUndefined()
    expect(await other.session.recall(contentOf('a'))).toBeUndefined()
    const next = await reload(page)
    expect(await next.session.recall(contentOf('a'))).toBeUndefined()
  })
})

describe('many removals', () => {
  it('come after the end of what was done just before them', async () => {
    await page.upload('a', 'b')
    page.queue.remove([1, 2])
    await settle()
    vi.advanceTimersByTime(A_WHILE)
    expect(written()).toEqual([
      'finish a with its answer',
      'finish b with its answer',
      'forget a b',
    ])
    expect(browser.uploads.size).toBe(0)
  })

  it('are one step, in the storage and for other tabs, which do not echo it', async () => {
    const other = openPage(browser, 'other')
    await page.upload('a', 'b', 'c')
    for (const news of page.posted.splice(0)) other.hear(news)
    vi.advanceTimersByTime(A_WHILE)
    written()
    page.queue.remove([1, 2, 3])
    await settle()
    expect(written()).toEqual(['forget a b c'])
    expect(page.posted).toHaveLength(1)
    for (const news of page.posted) other.hear(news)
    await settle()
    expect(other.list()).toEqual([])
    expect(other.posted).toEqual([])
  })

  it('elsewhere take nothing from a file that is on its way here', async () => {
    const other = openPage(browser, 'other')
    await other.upload('a')
    for (const news of other.posted.splice(0)) page.hear(news)
    page.store.refill(1, fileNamed('a'))
    page.queue.retry([1])
    vi.advanceTimersByTime(A_WHILE)
    other.queue.remove([1])
    await settle()
    for (const news of other.posted) page.hear(news)
    await settle()
    const next = await reload(page)
    expect(next.list()).toEqual(['a: uploading'])
  })
})

describe('bytes without an upload', () => {
  it('that a crash left behind are removed when the list comes back', async () => {
    await page.addHashed('a')
    vi.advanceTimersByTime(A_WHILE)
    browser.bytes.set('stray', fileNamed('stray').file ?? new File([], ''))
    const next = await reload(page)
    expect(browser.bytes.has('stray')).toBe(false)
    expect(next.list()).toHaveLength(1)
    expect(hasBytes('a')).toBe(true)
  })
})

describe('one URL in several rows and tabs', () => {
  it('is taken from all of them when it is disproved', async () => {
    const other = openPage(browser, 'other')
    await page.upload('x=1', 'y=1')
    for (const news of page.posted.splice(0)) other.hear(news)
    expect(other.list()).toEqual(['x=1: uploaded', 'y=1: uploaded'])
    const [expected, got] = ['a', 'b']
    const url = resultFor('x=1').url
    disprove(page.store, url, { kind: 'fetched-mismatch', fact: 'content', expected, got })
    for (const news of page.posted) other.hear(news)
    for (const { list } of [page, other]) expect(list()).toEqual(['x=1: failed', 'y=1: failed'])
  })

  it('is followed where another tab sent the file once more', async () => {
    const other = openPage(browser, 'other')
    await page.upload('x')
    for (const news of page.posted.splice(0)) other.hear(news)
    const result = resultFor('x', { url: 'https://s3.example/new' })
    page.answers.set('x', result)
    page.queue.retry([1])
    await finishAll(page.sends)
    for (const news of page.posted) other.hear(news)
    expect(other.store.get(1)?.stage).toMatchObject({ result: { url: 'https://s3.example/new' } })
  })
})
