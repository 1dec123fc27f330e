import { expect, it, vi } from 'vitest'
import { readOpened, type Share } from '../core/intake/share.ts'
import type { ShareInbox, WaitingShare } from '../storage/share-inbox.ts'
import { createShareList, sayOutcome } from './share-list.ts'

const share = readOpened([new File(['a'], 'a.png')])

/** An inbox in memory. */
function createInbox(changes: Partial<ShareInbox> = {}): ShareInbox {
  let waiting: WaitingShare[] = []
  let lastId = 0
  return {
    async add(one: Share) {
      lastId += 1
      waiting = [...waiting, { ...one, id: lastId }]
      return true
    },
    list: async () => waiting,
    async take(ids) {
      const taken = waiting.filter(({ id }) => ids.includes(id))
      waiting = waiting.filter(({ id }) => !ids.includes(id))
      return taken
    },
    ...changes,
  }
}

const refuse = async () => {
  throw new Error('closed')
}

it('the list of shares adds up what arrives and gives it away once', async () => {
  const inbox = createInbox()
  await inbox.add(share)
  const list = createShareList(inbox, vi.fn())
  await list.refresh()
  expect(list.waiting.get()).toHaveLength(1)
  await list.keep(share)
  expect(list.waiting.get()).toHaveLength(2)
  expect(await list.take()).toHaveLength(2)
  expect(list.waiting.get()).toEqual([])
})

it('the list of shares says that another tab was faster', async () => {
  const [inbox, say] = [createInbox(), vi.fn()]
  await inbox.add(share)
  const [list, other] = [createShareList(inbox, say), createShareList(inbox, vi.fn())]
  await Promise.all([list.refresh(), other.refresh()])
  await other.discard()
  expect(await list.take()).toEqual([])
  expect(list.waiting.get()).toEqual([])
  expect(say.mock.calls).toEqual([['Another tab of Refdrop took this.']])
})

it('the list of shares leaves a share that arrived after it was drawn', async () => {
  const inbox = createInbox()
  const list = createShareList(inbox, vi.fn())
  await list.keep(share)
  await inbox.add(share)
  expect(await list.take()).toHaveLength(1)
  expect(list.waiting.get()).toHaveLength(1)
})

it.each<[string, Partial<ShareInbox>]>([
  ['is full', { add: async () => false }],
  ['has no storage', { add: refuse, list: refuse, take: refuse }],
])('opened files wait in memory while the inbox %s', async (_, changes) => {
  const say = vi.fn()
  const list = createShareList(createInbox(changes), say)
  const onDecided = vi.fn()
  void list.keep(share).then(onDecided)
  await vi.waitFor(() => expect(list.waiting.get()).toHaveLength(1))
  expect(onDecided).not.toHaveBeenCalled()
  expect(await list.take()).toEqual([expect.objectContaining(share)])
  expect(onDecided).toHaveBeenCalled()
  expect(list.waiting.get()).toEqual([])
  expect(say).not.toHaveBeenCalled()
})

it('the list of shares keeps them when the storage fails, and says so', async () => {
  const say = vi.fn()
  const list = createShareList(createInbox({ take: refuse }), say)
  await list.keep(share)
  expect(await list.take()).toEqual([])
  await list.discard()
  expect(list.waiting.get()).toHaveLength(1)
  const failed = ['The browser could not read its storage. Press the button again.']
  expect(say.mock.calls).toEqual([failed, failed])
})

it.each([
  ['', undefined],
  ['lost', 'Refdrop was not ready, so nothing arrived. Share again.'],
  ['empty', 'Nothing was shared.'],
  ['text', 'Only text was shared. Refdrop takes files and links to media.'],
  ['full', expect.stringContaining('1,000 files of 400 MB and 20 links')],
  ['constructor', undefined],
  ['<b>', undefined],
])('sayOutcome reads %j of the address', (outcome, sentence) => {
  expect(sayOutcome(outcome)).toEqual(sentence)
})
