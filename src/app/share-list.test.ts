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
  expect(await list.takeAll()).toHaveLength(2)
  expect(list.waiting.get()).toEqual([])
  expect(await list.takeAll()).toEqual([])
})

it('the list of shares leaves a share that arrived after it was drawn', async () => {
  const inbox = createInbox()
  const list = createShareList(inbox, vi.fn())
  await list.keep(share)
  await inbox.add(share)
  expect(await list.takeAll()).toHaveLength(1)
  expect(list.waiting.get()).toHaveLength(1)
})

it.each<[Partial<ShareInbox>, string]>([
  [{ add: async () => false }, 'Too much at once. At most 1,000 files and 400 MB can wait.'],
  [{ add: refuse, list: refuse }, 'Nothing arrived. Share again.'],
  [{ take: refuse }, 'Nothing arrived. Share again.'],
])('the list of shares says why it has nothing to give: case %#', async (changes, sentence) => {
  const say = vi.fn()
  const list = createShareList(createInbox(changes), say)
  await list.keep(share)
  expect(await list.takeAll()).toEqual([])
  expect(say.mock.calls).toEqual([[sentence]])
})

it.each([
  ['', undefined],
  ['lost', 'Nothing arrived. Share again.'],
  ['empty', 'Nothing was shared.'],
  ['text', 'Only text was shared. Refdrop takes files and links to media.'],
  ['full', expect.stringContaining('1,000 files and 400 MB')],
  ['constructor', undefined],
  ['<b>', undefined],
])('sayOutcome reads %j of the address', (outcome, sentence) => {
  expect(sayOutcome(outcome)).toEqual(sentence)
})
