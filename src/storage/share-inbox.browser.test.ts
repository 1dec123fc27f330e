import { expect, it } from 'vitest'
import { readOpened, SHARE_LIMITS, type Share } from '../core/intake/share.ts'
import { createShareInbox } from './share-inbox.ts'

const newScope = () => `http://localhost/${crypto.randomUUID()}/`
const shareOf = (name: string): Share =>
  readOpened([new File(['abc'], name, { type: 'image/png' })])

it('the inbox keeps shares in the order of arrival, with the bytes of their files', async () => {
  const scope = newScope()
  expect(await createShareInbox(scope).add(shareOf('a.png'))).toBe(true)
  expect(await createShareInbox(scope).add(shareOf('b.png'))).toBe(true)
  const waiting = await createShareInbox(scope).list()
  expect(waiting.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['a.png', 'b.png'])
  expect(await waiting[0]?.files[0]?.text()).toBe('abc')
  expect(waiting[0]).toMatchObject({ isOpened: true, urls: [], hasOtherText: false })
})

it('the inbox gives each share to the first that takes it', async () => {
  const inbox = createShareInbox(newScope())
  await inbox.add(shareOf('a.png'))
  await inbox.add(shareOf('b.png'))
  const [first] = await inbox.list()
  const ids = [first?.id ?? 0]
  const [one, other] = await Promise.all([inbox.take(ids), inbox.take(ids)])
  expect([one.length, other.length]).toEqual([1, 0])
  expect(await one[0]?.files[0]?.text()).toBe('abc')
  expect(await inbox.list()).toHaveLength(1)
})

it('the inbox of another path has other shares', async () => {
  const scope = newScope()
  await createShareInbox(scope).add(shareOf('a.png'))
  expect(await createShareInbox(`${scope}below/`).list()).toEqual([])
})

it('the inbox rejects a share that does not fit beside those that wait', async () => {
  const inbox = createShareInbox(newScope())
  const many = (count: number) =>
    readOpened(Array.from({ length: count }, () => new File([], 'a.png')))
  expect(await inbox.add(many(SHARE_LIMITS.files))).toBe(true)
  expect(await inbox.add(shareOf('b.png'))).toBe(false)
  expect(await inbox.list()).toHaveLength(1)
})
