import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError } from '../core/api/problem.ts'
import { readFile, readWhole } from './read-file.ts'

const never = new AbortController().signal
const MIB = 1024 * 1024
const BYTES = Uint8Array.from({ length: 5 * MIB + 3 }, (_, index) => index % 251)

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Reads a whole file, copying each piece from the shared buffer. */
async function collect(file: Blob, size: number, signal = never): Promise<Buffer> {
  let pieces: Uint8Array[] = []
  const consume = (piece: Uint8Array) => pieces.push(piece.slice())
  await readFile(file, size, signal, consume, () => {
    pieces = []
  })
  return Buffer.concat(pieces)
}

/** A file whose stream stalls after `streamed` bytes. */
function stallingAfter(streamed: number): Blob {
  const file = new Blob([BYTES])
  const stream = new ReadableStream({
    type: 'bytes',
    start(controller) {
      if (streamed > 0) controller.enqueue(BYTES.slice(0, streamed))
    },
  })
  return Object.assign(file, { stream: () => stream })
}

/** A file of a browser without BYOB readers, and how it was read. */
function withoutByob(pieces: readonly Uint8Array<ArrayBuffer>[]) {
  const seen = { pulls: 0, most: 0, slices: 0, canceled: false }
  let pulling = 0
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        pulling += 1
        seen.pulls += 1
        seen.most = Math.max(seen.most, pulling)
        const piece = pieces[seen.pulls - 1]
        await Promise.resolve()
        if (piece) controller.enqueue(piece)
        else controller.close()
        pulling -= 1
      },
      cancel() {
        seen.canceled = true
      },
    },
    { highWaterMark: 0 },
  )
  const slice = () => {
    seen.slices += 1
    return new Blob([])
  }
  return { file: Object.assign(new Blob([BYTES]), { stream: () => stream, slice }), seen }
}

const PIECES = Array.from({ length: 6 }, (_, index) => BYTES.slice(index * MIB, (index + 1) * MIB))

/** A file of a browser without streams. */
function withoutStreams(size = BYTES.length): Blob {
  const file = new Blob([BYTES.subarray(0, size)])
  const stream = () => {
    throw new TypeError('no byte streams here')
  }
  return Object.assign(file, { stream })
}

describe('readFile', () => {
  it('streams a file in pieces', async () => {
    expect((await collect(new Blob([BYTES]), BYTES.length)).equals(BYTES)).toBe(true)
  })

  it('streams with one read at a time when the browser has no BYOB reader', async () => {
    const { file, seen } = withoutByob(PIECES)
    expect((await collect(file, BYTES.length)).equals(BYTES)).toBe(true)
    expect(seen).toMatchObject({ pulls: 6, most: 1, slices: 0 })
  })

  it.each([
    ['shorter', PIECES.slice(0, 3), BYTES.length],
    ['longer', PIECES, 2 * MIB + 1],
  ])('rejects a %s file when the browser has no BYOB reader', async (_, pieces, size) => {
    const { file, seen } = withoutByob(pieces)
    await expect(collect(file, size)).rejects.toMatchObject({
      problem: { kind: 'changed-on-disk' },
    })
    expect(seen.slices).toBe(0)
  })

  it('stops when it is aborted and the browser has no BYOB reader', async () => {
    const controller = new AbortController()
    const { file, seen } = withoutByob(PIECES)
    const read = readFile(
      file,
      BYTES.length,
      controller.signal,
      () => controller.abort(),
      () => {},
    )
    await expect(read).rejects.toMatchObject({ name: 'AbortError' })
    expect(seen).toMatchObject({ canceled: true, slices: 0 })
    expect(seen.pulls).toBeLessThan(4)
  })

  it('reads slices when the browser cannot stream', async () => {
    expect((await collect(withoutStreams(), BYTES.length)).equals(BYTES)).toBe(true)
  })

  it.each([0, 700_000])(
    'starts over with slices when the stream stalls after %d bytes',
    async (streamed) => {
      const bytes = collect(stallingAfter(streamed), BYTES.length)
      await vi.advanceTimersByTimeAsync(9_999)
      await vi.advanceTimersByTimeAsync(10_001)
      expect((await bytes).equals(BYTES)).toBe(true)
    },
  )

  it.each([
    ['streamed', new Blob([BYTES])],
    ['sliced', withoutStreams()],
  ])('rejects a %s file when it is shorter than before', async (_, file) => {
    await expect(collect(file, BYTES.length + 1)).rejects.toMatchObject({
      problem: { kind: 'changed-on-disk' },
    })
  })

  it.each(['NotReadableError', 'NotFoundError'])('reports %s as a change on disk', async (name) => {
    const file = Object.assign(withoutStreams(), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', name)) }),
    })
    await expect(collect(file, BYTES.length)).rejects.toBeInstanceOf(ProblemError)
    await expect(
      readWhole(
        { arrayBuffer: () => Promise.reject(new DOMException('gone', name)) } as Blob,
        1,
        never,
      ),
    ).rejects.toMatchObject({ problem: { kind: 'changed-on-disk' } })
  })

  it.each([
    ['streaming', () => new Blob([BYTES])],
    ['slicing', () => withoutStreams()],
  ])('stops %s when it is aborted', async (_, open) => {
    const controller = new AbortController()
    const read = readFile(
      open(),
      BYTES.length,
      controller.signal,
      () => controller.abort(),
      () => {},
    )
    await expect(read).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('rejects a file after a timeout when its disk hangs, and at once when it is aborted', async () => {
    const hanging = { arrayBuffer: () => new Promise<ArrayBuffer>(() => {}) } as Blob
    const slow = Object.assign(withoutStreams(), { slice: () => hanging })
    const controller = new AbortController()
    const unaborted = [readWhole(hanging, 1, never), collect(slow, BYTES.length)]
    const aborted = [readWhole(hanging, 1, controller.signal), collect(slow, 9, controller.signal)]
    const outcomes = Promise.allSettled([...unaborted, ...aborted])
    controller.abort()
    await expect(aborted[0]).rejects.toMatchObject({ name: 'AbortError' })
    await expect(aborted[1]).rejects.toMatchObject({ name: 'AbortError' })
    await vi.advanceTimersByTimeAsync(30_000)
    await outcomes
    for (const read of unaborted) {
      await expect(read).rejects.toMatchObject({ problem: { kind: 'unreadable' } })
    }
  })
})
