import { describe, expect, it } from 'vitest'
import { createComposer, MOST_REFERENCES } from '../core/request/composer.ts'
import {
  fileNamed,
  finishAll,
  flushTasks,
  playQueue,
  refusal,
} from '../core/testing/played-queue.ts'
import { addWhenUploaded } from './add-when-uploaded.ts'
import { createRequestDrops } from './request-drops.ts'

function play(sending = 3) {
  const queue = playQueue(undefined, sending)
  const composer = createComposer()
  const drops = createRequestDrops()
  const full: string[] = []
  addWhenUploaded({ store: queue.store, composer, drops, onFull: (path) => full.push(path) })

  return {
    ...queue,
    composer,
    full,
    names: () => composer.draft().references.map(({ name }) => name),
    idOf: (path: string) => [...queue.store.all()].find((one) => one.path === path)?.id ?? -1,

    /** Adds files of one drop and hashes them. */
    async drop(paths: readonly string[], zone: 'request' | 'list' = 'request'): Promise<void> {
      const files = paths.map((path) => fileNamed(path))
      if (zone === 'request') drops.want(files.flatMap(({ file }) => file ?? []))
      queue.queue.add(files)
      for (let pass = 0; pass < paths.length; pass += 1) await finishAll(queue.hashes.splice(0))
      await flushTasks()
    },

    /** Ends the sends of these paths, in this order. */
    async send(...paths: readonly string[]): Promise<void> {
      for (const path of paths) {
        queue.sends.find(({ id }) => queue.store.get(id)?.path === path)?.finish()
        await flushTasks()
      }
    },
  }
}

describe('addWhenUploaded', () => {
  it('adds files in the order of the list when their uploads end in another order', async () => {
    const { drop, send, names } = play()
    await drop(['a', 'b', 'c'])
    expect(names()).toEqual([])
    await send('c')
    expect(names()).toEqual(['c'])
    await send('a', 'b')
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it('adds nothing when files are dropped on the list', async () => {
    const { drop, send, names } = play()
    await drop(['a'], 'list')
    await send('a')
    expect(names()).toEqual([])
  })

  it('keeps references of another drop before a later one', async () => {
    const { drop, send, names } = play()
    await drop(['b'])
    await send('b')
    await drop(['a', 'c'])
    await send('c', 'a')
    expect(names()).toEqual(['b', 'a', 'c'])
  })

  it('adds one reference when two files of a drop have the same content', async () => {
    const { drop, send, names, stages } = play()
    await drop(['a=1', 'b=1', 'c'])
    await send('a=1', 'c')
    expect(stages().every((stage) => stage.endsWith('uploaded'))).toBe(true)
    expect(names()).toEqual(['a=1', 'c'])
  })

  it('adds a file that the gateway already has', async () => {
    const { drop, send, names } = play()
    await drop(['a=1'], 'list')
    await send('a=1')
    await drop(['copy=1'])
    expect(names()).toEqual(['copy=1'])
  })

  it('skips a failed file and adds it in its place when a retry succeeds', async () => {
    const { drop, send, names, sends, queue, idOf } = play()
    await drop(['a', 'b'])
    sends[0]?.fail(refusal(400))
    await flushTasks()
    await send('b')
    expect(names()).toEqual(['b'])
    sends.splice(0)
    queue.retry([idOf('a')])
    await flushTasks()
    await send('a')
    expect(names()).toEqual(['a', 'b'])
  })

  it('adds nothing for a canceled or removed file', async () => {
    const { drop, send, names, queue, idOf } = play()
    await drop(['a', 'b', 'c'])
    queue.cancel([idOf('a')])
    queue.remove([idOf('b')])
    await send('c')
    expect(names()).toEqual(['c'])
  })

  it('keeps a removed reference out when its file is uploaded again', async () => {
    const { drop, send, names, composer, sends, queue, idOf } = play()
    await drop(['a'])
    await send('a')
    composer.remove(composer.draft().references[0]?.id ?? '')
    sends.splice(0)
    queue.retry([idOf('a')])
    await flushTasks()
    await send('a')
    expect(names()).toEqual([])
  })

  it('reports the file when the request has no room', async () => {
    const { drop, send, names, composer, full } = play()
    composer.add(
      Array.from({ length: MOST_REFERENCES }, (_, index) => ({
        url: `https://s3.example/${index}.png`,
        name: `${index}`,
        mediaType: 'image/png',
        kind: 'image' as const,
        gateway: 'varg' as const,
      })),
    )
    await drop(['a'])
    await send('a')
    expect(full).toEqual(['a'])
    expect(names()).not.toContain('a')
  })
})
