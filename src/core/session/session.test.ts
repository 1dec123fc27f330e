import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentKey } from '../api/content.ts'
import {
  fileNamed,
  finishAll,
  flushTasks,
  hashFor,
  refusal,
  resultFor,
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
import { invalidate } from './session.ts'
import type { StoredUpload, TabNews } from './stored.ts'

/** Milliseconds after which all batches are saved. */
const SAVED = 200

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

/** Closes a page without a flush and opens the next one. */
async function reload(old: Page, tab = 'next'): Promise<Page> {
  vi.advanceTimersByTime(SAVED)
  old.close()
  const next = openPage(browser, tab)
  await next.restore()
  browser.writes.length = 0
  return next
}

/** The stored record of a file. */
function storedOf(path: string): StoredUpload | undefined {
  return Array.from(browser.uploads.values()).find((upload) => upload.path === path)
}

function hasBytes(path: string): boolean {
  return [...browser.bytes.values()].some(({ name }) => name === path)
}

/** Writes since the last call. */
function written(): string[] {
  return browser.writes.splice(0)
}

describe('a stored upload', () => {
  it('is stored with its entry immediately, and soon between others that are sent', async () => {
    await page.addHashed('a', 'b', 'c')
    vi.advanceTimersByTime(SAVED)
    written()
    const end = async (path: string) => {
      const upload = page.store.get(page.idOf(path))
      const send = page.sends.find(({ id }) => id === upload?.id)
      if (!send || !upload) throw new Error(`${path} is not being sent`)
      page.session.remember(upload, contentOf(path), resultFor(path))
      send.finish()
      await flushTasks()
    }
    await end('a')
    await end('b')
    expect(written()).toEqual(['finish a with its entry'])
    vi.advanceTimersByTime(SAVED)
    expect(written()).toEqual(['finish b with its entry'])
    await page.addHashed('d')
    await end('c')
    await end('d')
    expect(written().filter((write) => write.startsWith('finish'))).toEqual([
      'finish c with its entry',
      'finish d with its entry',
    ])
    // The history lists them from now on.
    expect(browser.uploads.size).toBe(0)
    expect(Array.from(browser.results.keys())).toEqual(
      ['a', 'b', 'c', 'd'].map((p) => contentKey(contentOf(p))),
    )
    expect(browser.results.get(contentKey(contentOf('a')))).toEqual({
      ...contentOf('a'),
      paths: ['a'],
      label: '',
      result: resultFor('a'),
      at: Date.now() - SAVED,
    })
    vi.advanceTimersByTime(SAVED)
    expect(written()).toEqual([])
  })

  it('keeps its place in its drop, also in its entry', async () => {
    page.queue.add([{ ...fileNamed('a'), batch: 900_000, below: 4 }])
    vi.advanceTimersByTime(SAVED)
    expect(storedOf('a')).toMatchObject({ batch: 900_000, below: 4 })
    await page.upload('b')
    vi.advanceTimersByTime(SAVED)
    expect(browser.results.get(contentKey(contentOf('a')))).toMatchObject({
      batch: 900_000,
      below: 4,
    })
  })

  it('has no entry of its own when its content was already here', async () => {
    await page.upload('a', 'copy=a')
    vi.advanceTimersByTime(SAVED)
    expect(written()).toEqual(['finish a with its entry', 'finish copy=a'])
    expect(storedOf('copy=a')?.stage).toMatchObject({ origin: 'already-here', first: 'a' })
  })

  it('is stored with all others when files are added together', () => {
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

  it('is saved with pending changes when another file is added', () => {
    page.store.add([fileNamed('a')])
    vi.advanceTimersByTime(0)
    page.store.dispatch(1, { type: 'hashed', hash: hashFor('a') })
    page.store.add([fileNamed('b')])
    written()
    vi.advanceTimersByTime(0)
    expect(written()).toEqual(['keep a b'])
  })

  it('is saved later when its stage changes', () => {
    page.store.add(['a', 'b', 'c'].map((path) => fileNamed(path)))
    vi.advanceTimersByTime(0)
    written()
    page.store.dispatch(1, { type: 'hashed', hash: hashFor('a') })
    vi.advanceTimersByTime(SAVED - 1)
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
      'a scheduled retry',
      [
        { type: 'send-started' },
        { type: 'retry-scheduled', at: 1, problem: { kind: 'no-connection' } },
        { type: 'released' },
      ],
    ],
  ])('is not saved for %s, which no other page could continue', (name, events) => {
    page.store.add([fileNamed('a')])
    if (name !== 'hashing') page.store.dispatch(1, { type: 'hashed', hash: hashFor('a') })
    vi.advanceTimersByTime(SAVED)
    written()
    for (const event of events) expect(page.store.dispatch(1, event)).toBe(true)
    vi.advanceTimersByTime(SAVED)
    expect(written()).toEqual([])
  })

  it('has the revived stage when its file is in flight', async () => {
    await page.addHashed('a')
    expect(page.list()).toEqual(['a: uploading'])
    vi.advanceTimersByTime(SAVED)
    expect(storedOf('a')?.stage).toEqual({ name: 'ready', hash: hashFor('a'), attempts: 0 })
  })

  it('has the new gateway when its file is redirected', () => {
    page.queue.pause()
    page.queue.add([fileNamed('a'), fileNamed('b', 'sandbox')])
    vi.advanceTimersByTime(0)
    written()
    page.queue.redirect('varg', 'sandbox')
    vi.advanceTimersByTime(SAVED)
    expect(written()).toEqual(['keep a'])
    expect(storedOf('a')?.gateway).toBe('sandbox')
  })

  it('is saved when its file is verified or mismatched', async () => {
    await page.upload('a', 'b')
    page.store.dispatch(1, { type: 'fetched-back', at: 7 })
    page.store.dispatch(2, { type: 'mismatch', problem: { kind: 'empty' } })
    vi.advanceTimersByTime(SAVED)
    expect(storedOf('a')?.stage).toMatchObject({ name: 'uploaded', fetchedBack: 7 })
    expect(storedOf('b')?.stage).toMatchObject({ name: 'failed' })
  })

  it('is saved at once, and once, when the session is flushed', async () => {
    page.store.add([fileNamed('a')])
    page.session.flush()
    expect(written()).toEqual(['keep a'])
    page.store.dispatch(1, { type: 'canceled' })
    page.session.flush()
    expect(written()).toEqual(['keep a'])
    page.session.flush()
    vi.advanceTimersByTime(SAVED)
    expect(written()).toEqual([])
  })

  it('gets its entry from the next page when this one was closed too early', async () => {
    await page.addHashed('a', 'b', 'c')
    for (const path of ['a', 'b']) {
      const upload = page.store.get(page.idOf(path))
      if (upload) page.session.remember(upload, contentOf(path), resultFor(path))
      page.sends[0]?.finish()
      await flushTasks()
    }
    browser.isClosing = true
    page.session.flush()
    page.close()
    browser.isClosing = false
    const next = openPage(browser, 'next')
    await next.restore()
    expect(next.list()).toEqual(['c: ready'])
    expect(storedOf('b')).toBeUndefined()
    expect(browser.results.get(contentKey(contentOf('b')))).toMatchObject({ paths: ['b'] })
    expect(await next.session.recall(contentOf('b'))).toMatchObject({ path: 'b' })
  })

  it('is forgotten with its bytes but not its entry when its file is removed', async () => {
    await page.upload('a')
    await page.addHashed('b')
    page.queue.add([fileNamed('c')])
    written()
    page.queue.remove([1, 2, 3])
    await flushTasks()
    vi.advanceTimersByTime(SAVED)
    expect(written().filter((write) => write.startsWith('keep'))).toEqual([])
    expect([browser.uploads.size, browser.bytes.size]).toEqual([0, 0])
    expect(await page.session.recall(contentOf('a'))).toMatchObject({ path: 'a' })
    expect(browser.results.size).toBe(1)
  })
})

describe('the bytes', () => {
  it('are wanted when their file is added', () => {
    page.queue.add([fileNamed('a')])
    vi.advanceTimersByTime(0)
    expect(hasBytes('a')).toBe(true)
  })

  it.each<[string, () => unknown]>([
    ['uploaded', () => page.upload()],
    ['canceled', () => page.queue.cancel([1])],
    ['removed', () => page.queue.remove([1])],
  ])('are released when their file is %s', async (_, end) => {
    await page.addHashed('a')
    vi.advanceTimersByTime(SAVED)
    const kept = Array.from(browser.bytes.keys())
    expect([kept.length, page.released]).toEqual([1, []])
    await end()
    expect(page.released).toEqual(kept)
  })

  it('stay when their file has failed', async () => {
    await page.addHashed('a')
    page.sends[0]?.fail(refusal(413))
    await flushTasks()
    vi.advanceTimersByTime(SAVED)
    expect(page.list()).toEqual(['a: failed'])
    expect(hasBytes('a')).toBe(true)
  })

  it.each(['canceled', 'uploaded'])(
    'are wanted again when a file that was %s is retried',
    async (name) => {
      if (name === 'uploaded') await page.upload('a')
      else await page.addHashed('a')
      page.queue.cancel([1])
      vi.advanceTimersByTime(SAVED)
      expect([page.list(), hasBytes('a')]).toEqual([[`a: ${name}`], false])
      page.queue.retry([1])
      expect(hasBytes('a')).toBe(true)
    },
  )

  it('stay when a pending completion is saved after the retry', async () => {
    await page.upload('a', 'copy=a')
    page.queue.retry([page.idOf('copy=a')])
    expect(hasBytes('copy=a')).toBe(true)
    vi.advanceTimersByTime(SAVED)
    expect([storedOf('copy=a')?.stage.name, hasBytes('copy=a')]).toEqual(['ready', true])
  })

  it('are those of the file that was chosen last', () => {
    const stage = { name: 'missing-file', hash: undefined, attempts: 0 } as const
    page.queue.add([{ ...fileNamed('a'), file: undefined, stage }])
    vi.advanceTimersByTime(0)
    expect(hasBytes('a')).toBe(false)
    const chosen = fileNamed('a')
    page.queue.chooseAgain(1, chosen)
    expect(browser.bytes.get(storedOf('a')?.key ?? '')).toBe(chosen.file)
  })
})

describe('a reload', () => {
  it('restores all unfinished files in their order and leaves uploaded ones to the history', async () => {
    await page.upload('done')
    await page.addHashed('failed', 'canceled', 'sending', 'lost')
    page.sends[0]?.fail(refusal(413))
    page.queue.cancel([page.idOf('canceled')])
    await flushTasks()
    page.queue.pause()
    page.queue.add([fileNamed('queued'), fileNamed('never hashed, lost')])
    vi.advanceTimersByTime(SAVED)
    for (const path of ['lost', 'never hashed, lost'])
      browser.bytes.delete(storedOf(path)?.key ?? '')
    const next = await reload(page)
    expect(next.list()).toEqual([
      'failed: failed',
      'canceled: canceled',
      'sending: uploading',
      'lost: missing-file',
      'queued: queued',
      'never hashed, lost: missing-file',
    ])
    expect(storedOf('done')).toBeUndefined()
    expect(browser.results.has(contentKey(contentOf('done')))).toBe(true)
    expect(next.stageOf('failed')).toMatchObject({ problem: { status: 413 } })
    expect(next.stageOf('sending')).toMatchObject({ hash: hashFor('sending'), attempts: 1 })
    expect(next.stageOf('lost')).toMatchObject({ hash: hashFor('lost') })
    expect(next.store.get(next.idOf('queued'))?.file?.name).toBe('queued')
    expect(next.store.get(next.idOf('lost'))?.file).toBeUndefined()
  })

  it('continues to hash and send the files', async () => {
    await page.addHashed('a')
    page.queue.add([fileNamed('b')])
    const next = await reload(page)
    await flushTasks()
    expect(next.sent()).toEqual(['a'])
    await finishAll(next.hashes)
    await finishAll(next.sends)
    expect(next.list()).toEqual(['a: uploaded', 'b: uploaded'])
  })

  it('reuses the record and the copied bytes of a file', async () => {
    await page.addHashed('a')
    vi.advanceTimersByTime(SAVED)
    const { key } = storedOf('a') ?? {}
    const next = await reload(page)
    expect([next.adopted, next.wanted]).toEqual([[key], []])
    next.queue.cancel([1])
    vi.advanceTimersByTime(SAVED)
    expect(Array.from(browser.uploads.values())).toMatchObject([
      { key, tab: 'next', stage: { name: 'canceled' } },
    ])
    expect(browser.bytes.size).toBe(0)
  })

  it('lists later files behind the restored ones', async () => {
    page.queue.add([fileNamed('a'), fileNamed('b')])
    vi.advanceTimersByTime(1)
    page.queue.add([fileNamed('c')])
    const second = await reload(page, 'second')
    second.queue.add([fileNamed('d')])
    const third = await reload(second, 'third')
    expect(Array.from(third.store.all()).map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('keeps the order of a large batch', async () => {
    const paths = Array.from({ length: 120 }, (_, index) => `${index}`)
    page.queue.add(paths.map((path) => fileNamed(path)))
    const next = await reload(page)
    expect(Array.from(next.store.all()).map(({ path }) => path)).toEqual(paths)
  })

  it('restores a retried file as queued when it was canceled before hashing', async () => {
    page.store.add([fileNamed('a')])
    page.store.dispatch(1, { type: 'canceled' })
    vi.advanceTimersByTime(SAVED)
    page.store.dispatch(1, { type: 'retried' })
    expect((await reload(page)).list()).toEqual(['a: queued'])
  })

  it('remembers missing bytes', async () => {
    await page.addHashed('a')
    browser.bytes.clear()
    const second = await reload(page, 'second')
    vi.advanceTimersByTime(SAVED)
    expect(storedOf('a')?.stage.name).toBe('missing-file')
    const third = await reload(second, 'third')
    expect(third.stageOf('a')).toMatchObject({ name: 'missing-file', hash: hashFor('a') })
  })

  it('does not restore removed files', async () => {
    page.queue.add([fileNamed('a'), fileNamed('b')])
    vi.advanceTimersByTime(0)
    page.queue.remove([1])
    await flushTasks()
    expect((await reload(page)).list()).toEqual(['b: queued'])
  })

  it('loses only pending changes and no uploaded file', async () => {
    await page.upload('a')
    page.queue.add([fileNamed('b')])
    page.close()
    const next = openPage(browser, 'next')
    await next.restore()
    expect(next.list()).toEqual([])
    expect(browser.results.has(contentKey(contentOf('a')))).toBe(true)
  })

  it('restores an uploaded file when the history does not have it', async () => {
    await page.upload('a', 'copy=a')
    vi.advanceTimersByTime(SAVED)
    browser.results.clear()
    expect((await reload(page)).list()).toEqual(['copy=a: uploaded'])
  })

  it('restores the batch of a file', async () => {
    page.queue.add([{ ...fileNamed('a'), batch: 7 }])
    const next = await reload(page)
    expect(next.store.get(next.idOf('a'))?.batch).toBe(7)
  })

  it('restores the same unfinished files after any sequence of events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), fc.boolean(), async (acts, waits) => {
        browser = createBrowser()
        page = openPage(browser, 'tab')
        for (const step of acts) await ACTS[step.name](page, step.pick)
        if (waits) vi.advanceTimersByTime(SAVED)
        else page.session.flush()
        page.close()
        const next = openPage(browser, 'next')
        await next.session.restore((files) => next.store.add(files))
        const shape = ({ store }: Page) =>
          Array.from(store.all()).flatMap(({ path, gateway, stage }) =>
            // The history has it.
            stage.name === 'uploaded' ? [] : [{ path, gateway, stage: revive(stage) }],
          )
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
    return flushTasks()
  },
  breakOff({ sends }: Page) {
    sends[0]?.fail(refusal(503))
    return flushTasks()
  },
  cancel: ({ queue, store }: Page, pick: number) =>
    queue.cancel(store.ids.get().slice(pick, pick + 1)),
  retry: ({ queue, store }: Page, pick: number) =>
    queue.retry(store.ids.get().slice(pick, pick + 2)),
  remove: ({ queue, store }: Page, pick: number) =>
    queue.remove(store.ids.get().slice(pick, pick + 1)),
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
  it('stay in that tab while it is open', async () => {
    await page.upload('done')
    await page.addHashed('theirs')
    vi.advanceTimersByTime(SAVED)
    const other = openPage(browser, 'other')
    await other.restore()
    expect(other.list()).toEqual([])
    expect(storedOf('theirs')?.tab).toBe('tab')
    expect(hasBytes('theirs')).toBe(true)
  })

  it('are adopted by the first tab that opens after it is closed', async () => {
    await page.addHashed('a', 'b')
    vi.advanceTimersByTime(SAVED)
    page.close()
    const tabs = ['one', 'two', 'three'].map((tab) => openPage(browser, tab))
    await Promise.all(tabs.map((tab) => tab.restore()))
    expect(tabs.map((tab) => tab.store.ids.get().length)).toEqual([2, 0, 0])
    expect(storedOf('a')?.tab).toBe('one')
  })
})

describe('recall', () => {
  it('returns results of this page and of earlier ones', async () => {
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

  it('ignores imported entries', async () => {
    const entry = { ...contentOf('a'), result: resultFor('a'), paths: ['a'] as [string], label: '' }
    browser.results.set(contentKey(contentOf('a')), { ...entry, at: 1, imported: true })
    const later = openPage(browser, 'later')
    await later.restore()
    expect(await later.session.recall(contentOf('a'))).toBeUndefined()
  })

  it('returns results of other tabs', async () => {
    await page.restore()
    const other = openPage(browser, 'other')
    await other.upload('a')
    expect(await page.session.recall(contentOf('a'))).toBeUndefined()
    for (const news of other.posted) page.onMessage(news)
    expect(await page.session.recall(contentOf('a'))).toMatchObject({ path: 'a' })
  })

  it.each([
    ['account', { account: 'you' }],
    ['gateway', { gateway: 'sandbox' }],
    ['content', { hash: hashFor('b') }],
  ] as const)('returns no result for another %s', async (_, change) => {
    await page.upload('a')
    const next = await reload(page)
    for (const { session } of [page, next]) {
      expect(await session.recall({ ...contentOf('a'), ...change })).toBeUndefined()
    }
  })
})

describe('a message to other tabs', () => {
  it('is posted with the entry when a file is uploaded', async () => {
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

  it('is posted when an uploaded file is removed', async () => {
    await page.upload('a')
    await page.addHashed('b')
    page.posted.length = 0
    page.queue.remove([1, 2])
    await flushTasks()
    expect(page.posted).toEqual([{ type: 'removed', keys: [expect.stringContaining('tab')] }])
  })
})

describe('a message of another tab', () => {
  let other: Page

  beforeEach(() => {
    other = openPage(browser, 'other')
  })

  /** The message about a file that the other tab uploaded. */
  async function messageOf(
    path: string,
    gateway: StoredUpload['gateway'] = 'varg',
  ): Promise<TabNews> {
    other.queue.add([fileNamed(path, gateway)])
    await other.upload()
    const news = other.posted.at(-1)
    if (!news) throw new Error('The other tab posts nothing.')
    return news
  }

  it('adds an uploaded file once and writes nothing', async () => {
    const news = await messageOf('a')
    written()
    page.onMessage(news)
    page.onMessage(news)
    vi.advanceTimersByTime(SAVED)
    expect(page.list()).toEqual(['a: uploaded'])
    expect(page.stageOf('a')).toMatchObject({ result: resultFor('a') })
    expect([written(), page.posted]).toEqual([[], []])
  })

  it.each([
    ['the same file', 'a', 'varg', 1],
    ['a file of another path with this content', 'copy=a', 'varg', 2],
    ['a file of this path at another gateway', 'a', 'sandbox', 2],
  ] as const)(
    'adds a row beside %s only when it is another file',
    async (_, path, gateway, rows) => {
      page.queue.add([fileNamed(path, gateway)])
      await finishAll(page.hashes)
      page.onMessage(await messageOf('a'))
      expect(page.list()).toHaveLength(rows)
    },
  )

  it('adds an uploaded file when its path is listed with another content', async () => {
    page.queue.add([fileNamed('a')])
    page.hashes[0]?.finish()
    await flushTasks()
    const news = await messageOf('a')
    if (news.type !== 'uploaded') throw new Error('expected an upload')
    const stage = { ...news.upload.stage, hash: hashFor('z') }
    page.onMessage({ type: 'uploaded', upload: { ...news.upload, stage } })
    expect(page.list()).toEqual(['a: uploading', 'a: uploaded'])
  })

  it('adds no uploaded file when its record is retried here', async () => {
    const news = await messageOf('a')
    page.onMessage(news)
    page.queue.retry([1])
    page.queue.chooseAgain(1, fileNamed('a'))
    page.onMessage(news)
    expect(page.list()).toEqual(['a: queued'])
  })

  it('removes the files that were removed there', async () => {
    const [a, b] = [await messageOf('a'), await messageOf('b')]
    for (const news of [a, b]) page.onMessage(news)
    other.queue.remove([other.idOf('a')])
    await flushTasks()
    page.onMessage(other.posted.at(-1) ?? b)
    page.onMessage({ type: 'removed', keys: ['unknown'] })
    expect(page.list()).toEqual(['b: uploaded'])
  })

  it('does not remove a file that is being sent here', async () => {
    page.onMessage(await messageOf('a'))
    page.store.refill(1, fileNamed('a'))
    page.queue.retry([1])
    other.queue.remove([1])
    await flushTasks()
    page.onMessage(other.posted.at(-1) ?? { type: 'removed', keys: [] })
    await flushTasks()
    expect(page.list()).toEqual(['a: uploading'])
  })

  it('is not posted again when it removes a file', async () => {
    page.onMessage(await messageOf('a'))
    page.queue.remove([1])
    await flushTasks()
    expect(browser.uploads.size).toBe(0)
    for (const news of page.posted) other.onMessage(news)
    expect(other.list()).toEqual([])
    const posted = page.posted.length
    for (const news of other.posted.filter(({ type }) => type === 'removed')) page.onMessage(news)
    expect([page.list(), page.posted.length]).toEqual([[], posted])
  })

  it('leaves an uploaded file without bytes to retry', async () => {
    page.onMessage(await messageOf('a'))
    page.queue.retry([1])
    expect(page.stageOf('a')).toMatchObject({ name: 'missing-file', earlier: resultFor('a') })
  })
})

describe('a mismatched result', () => {
  it('is not recalled here, in other tabs or after a reload', async () => {
    const other = openPage(browser, 'other')
    await page.upload('a')
    for (const news of page.posted) other.onMessage(news)
    expect(await other.session.recall(contentOf('a'))).toBeDefined()
    const [expected, got] = ['x', 'y']
    const problem = { kind: 'fetched-mismatch', fact: 'content', expected, got } as const
    page.store.dispatch(1, { type: 'mismatch', problem })
    for (const news of page.posted) other.onMessage(news)
    expect(await page.session.recall(contentOf('a'))).toBeUndefined()
    expect(await other.session.recall(contentOf('a'))).toBeUndefined()
    const next = await reload(page)
    expect(await next.session.recall(contentOf('a'))).toBeUndefined()
  })
})

describe('many removals', () => {
  it('are stored after pending completions', async () => {
    await page.upload('a', 'b')
    page.queue.remove([1, 2])
    await flushTasks()
    vi.advanceTimersByTime(SAVED)
    expect(written()).toEqual(['finish a with its entry', 'finish b with its entry', 'forget'])
    expect(browser.uploads.size).toBe(0)
  })

  it('are one write and one message, which other tabs do not post again', async () => {
    const other = openPage(browser, 'other')
    await page.upload('a', 'b', 'c')
    for (const news of page.posted.splice(0)) other.onMessage(news)
    vi.advanceTimersByTime(SAVED)
    written()
    page.queue.remove([1, 2, 3])
    await flushTasks()
    expect(written()).toEqual(['forget'])
    expect(page.posted).toHaveLength(1)
    for (const news of page.posted) other.onMessage(news)
    await flushTasks()
    expect(other.list()).toEqual([])
    expect(other.posted).toEqual([])
  })

  it('in another tab do not affect a file that is being sent here', async () => {
    const other = openPage(browser, 'other')
    await other.upload('a')
    for (const news of other.posted.splice(0)) page.onMessage(news)
    page.store.refill(1, fileNamed('a'))
    page.queue.retry([1])
    vi.advanceTimersByTime(SAVED)
    other.queue.remove([1])
    await flushTasks()
    for (const news of other.posted) page.onMessage(news)
    await flushTasks()
    const next = await reload(page)
    expect(next.list()).toEqual(['a: uploading'])
  })
})

describe('stored bytes without an upload', () => {
  it('are removed when the list is restored', async () => {
    await page.addHashed('a')
    vi.advanceTimersByTime(SAVED)
    browser.bytes.set('stray', fileNamed('stray').file ?? new File([], ''))
    const next = await reload(page)
    expect(browser.bytes.has('stray')).toBe(false)
    expect(next.list()).toHaveLength(1)
    expect(hasBytes('a')).toBe(true)
  })

  it('stay when an open tab may have just added them', async () => {
    browser.bytes.set('1-1-tab', new File([], ''))
    browser.bytes.set('1-1-closed', new File([], ''))
    await openPage(browser, 'next').restore()
    expect([...browser.bytes.keys()]).toEqual(['1-1-tab'])
  })
})

it('a file that the gateway deleted is known in no tab', async () => {
  const other = openPage(browser, 'other')
  await page.upload('a')
  for (const news of page.posted.splice(0)) other.onMessage(news)
  expect(await other.session.recall(contentOf('a'))).toBeDefined()
  await page.session.forgetEntries([contentKey(contentOf('a'))])
  expect(page.posted).toMatchObject([{ type: 'history', changed: [] }])
  for (const news of page.posted) other.onMessage(news)
  for (const { session } of [page, other]) {
    expect(await session.recall(contentOf('a'))).toBeUndefined()
  }
})

describe('one URL in several rows and tabs', () => {
  it('is invalidated in all of them when it mismatches', async () => {
    const other = openPage(browser, 'other')
    await page.upload('x=1', 'y=1')
    for (const news of page.posted.splice(0)) other.onMessage(news)
    expect(other.list()).toEqual(['x=1: uploaded', 'y=1: uploaded'])
    const [expected, got] = ['a', 'b']
    const url = resultFor('x=1').url
    invalidate(page.store, url, { kind: 'fetched-mismatch', fact: 'content', expected, got })
    for (const news of page.posted) other.onMessage(news)
    for (const { list } of [page, other]) expect(list()).toEqual(['x=1: failed', 'y=1: failed'])
  })

  it('is replaced in all of them when another tab sends the file again', async () => {
    const other = openPage(browser, 'other')
    await page.upload('x')
    for (const news of page.posted.splice(0)) other.onMessage(news)
    const result = resultFor('x', { url: 'https://s3.example/new' })
    page.results.set('x', result)
    page.queue.retry([1])
    await finishAll(page.sends)
    for (const news of page.posted) other.onMessage(news)
    expect(other.store.get(1)?.stage).toMatchObject({ result: { url: 'https://s3.example/new' } })
  })
})
