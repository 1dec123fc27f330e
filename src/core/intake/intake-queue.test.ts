import { describe, expect, it, vi } from 'vitest'
import type { Versions } from '../api/size-limits.ts'
import type { NewUpload } from '../uploads/upload.ts'
import type { Inspection } from './intake.ts'
import { createIntakeQueue, type IntakePorts } from './intake-queue.ts'

const candidate = (path: string) => ({ file: new File(['x'], path), path })

const versionsOf = (): Versions => ({ inUse: 1 })

function numbered(amount: number) {
  return Array.from({ length: amount }, (_, index) => candidate(`${index}.png`))
}

function inspectionsOf(files: readonly File[]): Inspection[] {
  return files.map(({ name }) => ({
    readable: true,
    size: 1,
    mediaType: name.endsWith('.zip') ? 'application/zip' : 'image/png',
  }))
}

/** An intake queue whose inspections wait for the test. */
function slowQueue() {
  const added: NewUpload[] = []
  const inspections: (() => void)[] = []
  const queue = createIntakeQueue({
    versionsOf,
    inspect: (files) =>
      new Promise((resolve) => inspections.push(() => resolve(inspectionsOf(files)))),
    add: (files) => void added.push(...files),
    prepare: () => {},
  })
  const finishInspection = async () => {
    inspections.shift()?.()
    // The queue continues in a later task, and then in another one.
    for (let task = 0; task < 3; task += 1) await new Promise((resolve) => setTimeout(resolve))
  }
  return { queue, added, finishInspection }
}

describe('intake queue', () => {
  it('adds files in natural order of their paths and reports rejections', async () => {
    const add = vi.fn<(files: readonly NewUpload[]) => void>()
    const queue = createIntakeQueue({
      versionsOf,
      inspect: async (files) => inspectionsOf(files),
      add,
      prepare: () => {},
    })
    const paths = ['shot10.png', 'b/2.png', 'shot2.png', 'x.zip', 'b/10.png']
    expect(await queue.take(paths.map(candidate), 'sandbox')).toEqual({
      rejections: [{ path: 'x.zip', problem: { kind: 'not-media', found: 'application/zip' } }],
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
    expect(added.map(({ below }) => below)).toEqual([4, 3, 2, 1])
  })

  it('keeps the file of a rejection when its type is unknown', async () => {
    const add = vi.fn<IntakePorts['add']>()
    const hashed = { hash: `sha256:${'a'.repeat(64)}`, took: 1 } as const
    const queue = createIntakeQueue({
      versionsOf,
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
    const { rejections } = await queue.take(paths.map(candidate), 'varg')
    const offered = rejections.map(({ unknown }) => unknown)
    expect(offered).toEqual([
      { file: expect.any(File), path: '1.spx', size: 9, hashed },
      undefined,
      undefined,
      undefined,
    ])
    if (offered[0]) queue.takeAnyway(offered[0], 'audio/x-spx', 'sandbox')
    expect(add.mock.calls).toEqual([
      [
        [
          {
            ...offered[0],
            mediaType: 'audio/x-spx',
            gateway: 'sandbox',
            batch: expect.any(Number),
          },
        ],
      ],
    ])
  })

  it('adds the hash of a file when the inspection returned one', async () => {
    const hashed = { hash: `sha256:${'a'.repeat(64)}`, took: 1 } as const
    const add = vi.fn<IntakePorts['add']>()
    const inspect = async (files: readonly File[]) =>
      inspectionsOf(files).map((one, index) => (index === 0 ? { ...one, hashed } : one))
    await createIntakeQueue({ inspect, add, prepare: () => {}, versionsOf }).take(
      numbered(2),
      'varg',
    )
    expect(add.mock.calls.flatMap(([files]) => files.map((file) => file.hashed))).toEqual([
      hashed,
      undefined,
    ])
  })

  it('adds the first chunk of a large batch before it inspects the last', async () => {
    const { queue, added, finishInspection } = slowQueue()
    const report = queue.take(numbered(100), 'varg')
    expect(queue.pending.get()).toBe(100)
    await finishInspection()
    expect([added.length, queue.pending.get()]).toEqual([8, 92])
    await finishInspection()
    expect([added.length, queue.pending.get()]).toEqual([40, 60])
    await finishInspection()
    await finishInspection()
    await finishInspection()
    expect([added.length, queue.pending.get()]).toEqual([100, 0])
    expect((await report).left).toEqual([])
  })

  it('adds the first files before it passes more than the next chunk to the worker', async () => {
    const inspect = vi.fn<IntakePorts['inspect']>(async (files) => inspectionsOf(files))
    const passed: number[] = []
    const add = () => passed.push(inspect.mock.calls.flatMap(([files]) => files).length)
    await createIntakeQueue({ inspect, add, prepare: () => {}, versionsOf }).take(
      numbered(400),
      'varg',
    )
    expect(passed[0]).toBe(40)
  })

  it('inspects more files at a time when the first ones are added', async () => {
    const inspect = vi.fn<IntakePorts['inspect']>(async (files) => inspectionsOf(files))
    const queue = createIntakeQueue({ inspect, add: () => {}, prepare: () => {}, versionsOf })
    await queue.take(numbered(400), 'varg')
    expect(inspect.mock.calls.map(([files]) => files.length)).toEqual([8, 32, 128, 128, 104])
  })

  it('gives all files of a drop one batch and later drops a later one', async () => {
    const { queue, added, finishInspection } = slowQueue()
    void queue.take(numbered(9), 'varg')
    void queue.take(numbered(1), 'varg')
    for (let chunk = 0; chunk < 3; chunk += 1) await finishInspection()
    const ids = added.map(({ batch }) => batch ?? 0)
    const newest = Math.max(...ids)
    expect(ids.filter((id) => id === newest)).toHaveLength(1)
    expect(new Set(ids).size).toBe(2)
    expect(ids).toHaveLength(10)
  })

  it('returns the files that are left when an inspection fails', async () => {
    const added: number[] = []
    let inspections = 0
    const queue = createIntakeQueue({
      versionsOf,
      async inspect(files) {
        inspections += 1
        if (inspections === 2) throw new Error('crashed')
        return inspectionsOf(files)
      },
      add: (files) => void added.push(files.length),
      prepare: () => {},
    })
    const { left, problem } = await queue.take(numbered(10), 'varg')
    expect(problem).toEqual({ kind: 'unexpected', reason: 'crashed' })
    expect(left.map(({ path }) => path)).toEqual(['8.png', '9.png'])
    await queue.take(left, 'varg')
    expect(added).toEqual([8, 2])
    expect(queue.pending.get()).toBe(0)
  })

  it('adds the rest of a batch for another gateway when it is redirected', async () => {
    const { queue, added, finishInspection } = slowQueue()
    void queue.take(numbered(40), 'varg')
    await finishInspection()
    queue.redirect('varg', 'sandbox')
    await finishInspection()
    expect(added.map(({ gateway }) => gateway)).toEqual([
      ...Array(8).fill('varg'),
      ...Array(32).fill('sandbox'),
    ])
  })

  it('adds no more files of a canceled batch and then accepts the next batch', async () => {
    const { queue, added, finishInspection } = slowQueue()
    const report = queue.take(numbered(100), 'varg')
    queue.cancel()
    await finishInspection()
    expect(await report).toEqual({ rejections: [], left: [] })
    expect([added.length, queue.pending.get()]).toEqual([0, 0])
    // The inspection of the next chunk had already started.
    await finishInspection()
    expect(added).toEqual([])
    void queue.take(numbered(1), 'varg')
    await finishInspection()
    expect(added).toHaveLength(1)
  })

  it('continues a canceled batch with the files that were not added', async () => {
    const { queue, added, finishInspection } = slowQueue()
    void queue.take(numbered(20), 'varg')
    await finishInspection()
    const [canceled] = queue.cancel()
    await finishInspection()
    expect([added.length, queue.pending.get()]).toEqual([8, 0])
    void queue.take(canceled?.left ?? [], canceled?.gateway ?? 'sandbox', canceled?.id)
    expect(queue.pending.get()).toBe(12)
    await finishInspection()
    await finishInspection()
    expect(added.map(({ path }) => path)).toEqual(numbered(20).map(({ path }) => path))
    expect(new Set(added.map(({ batch }) => batch)).size).toBe(1)
    expect(added.map(({ below }) => below)).toEqual(numbered(20).map((_, index) => 19 - index))
  })
})
