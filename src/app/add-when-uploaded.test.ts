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
  /** Another request. */
  const other = createComposer()
  const drops = createRequestDrops()
  const full: string[] = []
  addWhenUploaded({
    store: queue.store,
    composer,
    composerOf: (draft) => (draft === 'other' ? other : composer),
    drops,
    swap: (id, [file]) => file && composer.swap(id, file),
    onFull: (path) => full.push(path),
  })

  return {
    ...queue,
    composer,
    other,
    full,
    names: () => composer.draft().references.map(({ name }) => name),
    idOf: (path: string) => [...queue.store.all()].find((one) => one.path === path)?.id ?? -1,

    /** Adds files of one drop and hashes them. */
    async drop(
      paths: readonly string[],
      zone:
        | 'request'
        | 'list'
        | 'other'
        | { swaps: string; draft?: string; isImport?: true } = 'request',
    ) {
      const files = paths.map((path) => fileNamed(path))
      const {
        swaps: url = undefined,
        draft = zone,
        isImport,
      } = typeof zone === 'object' ? zone : {}
      if (zone !== 'list')
        drops.want(
          files.flatMap(({ file }) => file ?? []),
          typeof draft === 'string' ? draft : undefined,
          url,
          isImport,
        )
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
  it('adds files to the request on which they were dropped while another one is shown', async () => {
    const { drop, send, names, other } = play()
    await drop(['b', 'a'], 'other')
    await send('a', 'b')
    expect(names()).toEqual([])
    const namesOfOther = () => other.draft().references.map(({ name }) => name)
    expect(namesOfOther()).toEqual(['b', 'a'])
    const [{ url = '' } = {}] = other.draft().references
    await drop(['c'], { swaps: url, draft: 'other' })
    await send('c')
    expect(namesOfOther()).toEqual(['c', 'a'])
  })

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

  it('gives the reference of an imported URL the uploaded file, under its name', async () => {
    const { composer, other, drop, send } = play()
    const foreign = { url: 'https://a.example/x', name: 'moon', mediaType: '' }
    composer.add([{ ...foreign, kind: 'video', option: 'fal.mask_url' }])
    other.add([{ ...foreign, kind: 'image', option: 'fal.mask_url' }])
    await drop(['a.png'], { swaps: foreign.url, isImport: true })
    await drop(['b.png'], { swaps: foreign.url, draft: 'other', isImport: true })
    await send('a.png', 'b.png')
    const imported = { name: 'moon', kind: 'image', gateway: 'varg' }
    expect(composer.draft().references).toMatchObject([imported])
    expect(composer.draft().references[0]?.option).toBeUndefined()
    expect(other.draft().references).toMatchObject([{ ...imported, option: 'fal.mask_url' }])
    const urls = [composer, other].map((one) => one.draft().references[0]?.url)
    expect(urls).not.toContain(foreign.url)
    expect(new Set(urls).size).toBe(2)
  })

  it('adds no reference for an imported file when its reference is gone or has the file', async () => {
    const { composer, drop, send, names } = play()
    await drop(['a.png'], { swaps: 'https://a.example/gone', isImport: true })
    await send('a.png')
    expect(names()).toEqual([])
    await drop(['b.png'])
    await send('b.png')
    composer.add([{ url: 'https://a.example/b', name: 'twin', mediaType: '', kind: 'image' }])
    await drop(['b.png'], { swaps: 'https://a.example/b', isImport: true })
    expect(names()).toEqual(['b.png', 'twin'])
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

  describe('on a reference', () => {
    async function playReferences() {
      const played = play()
      await played.drop(['x', 'y'])
      await played.send('x', 'y')
      const [{ url } = { url: '' }] = played.composer.draft().references
      return { ...played, swaps: url }
    }

    it('replaces it with the first file and inserts the others after it', async () => {
      const { drop, send, names, swaps, composer } = await playReferences()
      composer.change({ prompt: '@image1 meets @image2' })
      await drop(['a', 'b', 'c'], { swaps })
      expect(names()).toEqual(['x', 'y'])
      await send('c')
      expect(names()).toEqual(['x', 'c', 'y'])
      await send('a', 'b')
      expect(names()).toEqual(['a', 'b', 'c', 'y'])
      expect(composer.draft().prompt).toBe('@image1 meets @image4')
    })

    it('keeps it while the upload failed, and replaces it when a retry succeeds', async () => {
      const { drop, send, names, swaps, sends, queue, idOf } = await playReferences()
      sends.splice(0)
      await drop(['a'], { swaps })
      sends[0]?.fail(refusal(400))
      await flushTasks()
      expect(names()).toEqual(['x', 'y'])
      sends.splice(0)
      queue.retry([idOf('a')])
      await flushTasks()
      await send('a')
      expect(names()).toEqual(['a', 'y'])
    })

    it('adds all files at the end when it was removed or replaced meanwhile', async () => {
      const { drop, send, names, swaps, composer } = await playReferences()
      await drop(['a', 'b'], { swaps })
      composer.remove(composer.draft().references[0]?.id ?? '')
      await send('a', 'b')
      expect(names()).toEqual(['y', 'a', 'b'])
      const url = composer.draft().references[0]?.url ?? ''
      await drop(['c'], { swaps: url })
      composer.swap(composer.draft().references[0]?.id ?? '', {
        url: 'https://b.example/z.png',
        name: 'z',
        mediaType: '',
        kind: 'image',
      })
      await send('c')
      expect(names()).toEqual(['z', 'a', 'b', 'c'])
    })

    it('replaces it once, so that the swap can be undone', async () => {
      const { drop, send, names, swaps, composer, sends, queue, idOf } = await playReferences()
      const before = composer.draft()
      await drop(['a'], { swaps })
      await send('a')
      composer.change(before)
      sends.splice(0)
      queue.retry([idOf('a')])
      await flushTasks()
      await send('a')
      expect(names()).toEqual(['x', 'y'])
    })
  })
})
