import { describe, expect, it, vi } from 'vitest'
import type { NewUpload } from '../uploads/upload.ts'
import type { Inspection } from './intake.ts'
import { createIntakeQueue, type IntakePorts } from './intake-queue.ts'

const candidate = (path: string) => ({ file: new File(['x'], path), path })

function numbered(amount: number) {
  return Array.from({ length: amount }, (_, index) => candidate(`${index}.png`))
}

function seen(files: readonly File[]): Inspection[] {
  return files.map(({ name }) => ({
    readable: true,
    size: 1,
    mediaType: name.endsWith('.zip') ? 'application/zip' : 'image/png',
  }))
}

/** A desk whose looking waits for the test. */
function slowDesk() {
  const added: NewUpload[] = []
  const looks: (() => void)[] = []
  const queue = createIntakeQueue({
    inspect: (files) => new Promise((resolve) => looks.push(() => resolve(seen(files)))),
    add: (files) => void added.push(...files),
    prepare: () => {},
  })
  const lookOn = async () => {
    looks.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { queue, added, lookOn }
}

describe('the intake desk', () => {
  it('adds in natural order of the paths and reports the rest', async () => {
    const add = vi.fn<(files: readonly NewUpload[]) => void>()
    const queue = createIntakeQueue({
      inspect: async (files) => seen(files),
      add,
      prepare: () => {},
    })
    const paths = ['shot10.png', 'b/2.png', 'shot2.png', 'x.zip', 'b/10.png']
    expect(await queue.take(paths.map(candidate), 'sandbox')).toEqual({
      refusals: [{ path: 'x.zip', problem: { kind: 'not-media', found: 'application/zip' } }],
      left: [],
    })
    const added = add.mock.calls.flatMap(([files]) => files)
    expect(added.map(({ path }) => path)).toEqual([
      'b/2.png',
      'b/10.png',
      'shot2.png',
      'shot10.png',
    ])
    expect(added[0]).toMatchObject({ gateway: 'sandbox', size: 1, mediaType: 'image/png' })
  })

  it('keeps the bytes of what tells no type, so that it can be sent anyway', async () => {
    const add = vi.fn<IntakePorts['add']>()
    const hashed = { hash: `sha256:${'a'.repeat(64)}`, took: 1 } as const
    const queue = createIntakeQueue({
      inspect: async () => [
        { readable: true, size: 9, mediaType: undefined, hashed },
        { readable: true, size: 0, mediaType: undefined },
        { readable: false, reason: 'denied' },
        { readable: true, size: 9, mediaType: 'application/pdf' },
      ],
      add,
      prepare: () => {},
    })
    const paths = ['1.spx', '2.spx', '3.spx', '4.spx']
    const { refusals } = await queue.take(paths.map(candidate), 'varg')
    const offered = refusals.map(({ unknown }) => unknown)
    expect(offered).toEqual([
      { file: expect.any(File), path: '1.spx', size: 9, hashed },
      undefined,
      undefined,
      undefined,
    ])
    if (offered[0]) queue.takeAnyway(offered[0], 'audio/x-spx', 'sandbox')
    expect(add.mock.calls).toEqual([
      [[{ ...offered[0], mediaType: 'audio/x-spx', gateway: 'sandbox' }]],
    ])
  })

  it('passes on what was hashed while it was looked at', async () => {
    const hashed = { hash: `sha256:${'a'.repeat(64)}`, took: 1 } as const
    const add = vi.fn<IntakePorts['add']>()
    const inspect = async (files: readonly File[]) =>
      seen(files).map((one, index) => (index === 0 ? { ...one, hashed } : one))
    await createIntakeQueue({ inspect, add, prepare: () => {} }).take(numbered(2), 'varg')
    expect(add.mock.calls.flatMap(([files]) => files.map((file) => file.hashed))).toEqual([
      hashed,
      undefined,
    ])
  })

  it('has the first of a large batch under way before the last were looked at', async () => {
    const { queue, added, lookOn } = slowDesk()
    const report = queue.take(numbered(100), 'varg')
    expect(queue.pending()).toBe(100)
    await lookOn()
    expect([added.length, queue.pending()]).toEqual([8, 92])
    await lookOn()
    expect([added.length, queue.pending()]).toEqual([40, 60])
    await lookOn()
    await lookOn()
    await lookOn()
    expect([added.length, queue.pending()]).toEqual([100, 0])
    expect((await report).left).toEqual([])
  })

  it('keeps what is left where the looking fails: nothing is lost and nothing taken twice', async () => {
    const added: number[] = []
    let looks = 0
    const queue = createIntakeQueue({
      async inspect(files) {
        looks += 1
        if (looks === 2) throw new Error('crashed')
        return seen(files)
      },
      add: (files) => void added.push(files.length),
      prepare: () => {},
    })
    const { left, problem } = await queue.take(numbered(10), 'varg')
    expect(problem).toEqual({ kind: 'unexpected', reason: 'crashed' })
    expect(left.map(({ path }) => path)).toEqual(['8.png', '9.png'])
    await queue.take(left, 'varg')
    expect(added).toEqual([8, 2])
    expect(queue.pending()).toBe(0)
  })

  it('sends what is still to come of a batch to another gateway', async () => {
    const { queue, added, lookOn } = slowDesk()
    void queue.take(numbered(40), 'varg')
    await lookOn()
    queue.redirect('varg', 'sandbox')
    await lookOn()
    expect(added.map(({ gateway }) => gateway)).toEqual([
      ...Array(8).fill('varg'),
      ...Array(32).fill('sandbox'),
    ])
  })

  it('takes no more of a canceled batch, and the next one as ever', async () => {
    const { queue, added, lookOn } = slowDesk()
    const report = queue.take(numbered(100), 'varg')
    queue.cancel()
    await lookOn()
    expect(await report).toEqual({ refusals: [], left: [] })
    expect([added.length, queue.pending()]).toEqual([0, 0])
    // The next chunk was being looked at already.
    await lookOn()
    expect(added).toEqual([])
    void queue.take(numbered(1), 'varg')
    await lookOn()
    expect(added).toHaveLength(1)
  })
})
