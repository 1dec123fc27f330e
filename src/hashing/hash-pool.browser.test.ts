import { afterEach, describe, expect, it, vi } from 'vitest'
import WORKER from './hash.worker.ts?worker&url'
import { createHashPool } from './hash-pool.ts'

const never = new AbortController().signal
const MIB = 1024 * 1024

async function platformHash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

function noise(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  for (let start = 0; start < size; start += 65_536) {
    crypto.getRandomValues(bytes.subarray(start, Math.min(size, start + 65_536)))
  }
  return bytes
}

function fileOf(bytes: BlobPart): File {
  return new File([bytes], 'f.bin')
}

afterEach(() => vi.useRealTimers())

describe('the hash pool', () => {
  // FIPS 180-4 and the NIST examples for SHA-256.
  it.each([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('returns the published test vectors', async (text, hex) => {
    const file = fileOf(text)
    expect(await createHashPool().hash(file, file.size, never, () => {})).toBe(`sha256:${hex}`)
  })

  it('agrees with Web Crypto for concurrent files of many sizes', async () => {
    const pool = createHashPool()
    const small = [0, 1, 63, 64, 65, 1000, 256 * 1024]
    const sizes = [...small, 256 * 1024 + 1, 512 * 1024, MIB, MIB + 7, 5 * MIB]
    const contents = [...sizes, ...sizes].map(noise)
    const hashes = await Promise.all(
      contents.map((bytes) => pool.hash(fileOf(bytes), bytes.length, never, () => {})),
    )
    expect(hashes).toEqual(await Promise.all(contents.map(platformHash)))
  })

  it('reports growing progress', async () => {
    const bytes = noise(48 * MIB)
    const reported: number[] = []
    await createHashPool().hash(fileOf(bytes), bytes.length, never, (hashed) =>
      reported.push(hashed),
    )
    expect(reported.length).toBeGreaterThan(0)
    expect(reported).toEqual(reported.toSorted((a, b) => a - b))
    expect(reported.at(-1)).toBeLessThanOrEqual(bytes.length)
  })

  it('reports the hashing time once before it resolves', async () => {
    const pool = createHashPool()
    for (const size of [10, MIB, MIB + 1]) {
      const reported: unknown[] = []
      const bytes = noise(size)
      const hashing = pool.hash(
        fileOf(bytes),
        size,
        never,
        () => {},
        (took) => reported.push(took),
      )
      reported.push(await hashing)
      expect(reported).toEqual([expect.any(Number), await platformHash(bytes)])
    }
  })

  it('stops when it is aborted, and hashes the next file', async () => {
    const pool = createHashPool()
    const controller = new AbortController()
    const large = noise(48 * MIB)
    const next = noise(MIB)
    const stopped = pool.hash(fileOf(large), large.length, controller.signal, () =>
      controller.abort(),
    )
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(await pool.hash(fileOf(next), next.length, never, () => {})).toBe(
      await platformHash(next),
    )
  })

  it('drops a waiting file when it is aborted', async () => {
    const pool = createHashPool()
    const controller = new AbortController()
    const bytes = noise(8 * MIB)
    const others = Array.from({ length: 30 }, () =>
      pool.hash(fileOf(bytes), bytes.length, never, () => {}),
    )
    const waiting = pool.hash(fileOf(bytes), bytes.length, controller.signal, () => {})
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    expect(new Set(await Promise.all(others)).size).toBe(1)
  })

  it('hashes the other files when some are aborted', async () => {
    const pool = createHashPool()
    const contents = Array.from({ length: 60 }, (_, index) => noise(100 + 700 * index))
    const controllers = contents.map(() => new AbortController())
    const hashing = contents.map((bytes, index) => {
      const { signal } = controllers[index] as AbortController
      return pool.hash(fileOf(bytes), bytes.length, signal, () => {})
    })
    const isCanceled = (_: unknown, index: number) => index % 7 === 3
    for (const controller of controllers.filter(isCanceled)) controller.abort()
    const outcomes = await Promise.allSettled(hashing)
    for (const outcome of outcomes.filter(isCanceled)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } })
    }
    const expected = await Promise.all(contents.map(platformHash))
    expect(outcomes.map((outcome) => outcome.status === 'fulfilled' && outcome.value)).toEqual(
      expected.map((hash, index) => !isCanceled(hash, index) && hash),
    )
  })

  it('resolves a small file before the large one behind it is hashed', async () => {
    const pool = createHashPool({ maxWorkers: 1 })
    const ended: string[] = []
    const [small, large] = [noise(100), noise(48 * MIB)]
    const hash = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
      pool
        .hash(fileOf(bytes), bytes.length, never, () => ended.push('progress'))
        .then(() => ended.push(name))
    await Promise.all([hash('small', small), hash('large', large)])
    expect(ended[0]).toBe('small')
    expect(ended.at(-1)).toBe('large')
  })

  it('rejects the files of a crashed worker and starts another', async () => {
    let started = 0
    const pool = createHashPool({
      startWorker: () => {
        started += 1
        if (started > 1)
          return new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' })
        const broken = new Blob(['onmessage = () => { throw new Error("boom") }'])
        return new Worker(URL.createObjectURL(broken))
      },
    })
    const bytes = noise(100)
    const first = pool.hash(fileOf(bytes), bytes.length, never, () => {})
    await expect(first).rejects.toMatchObject({ problem: { kind: 'worker-lost' } })
    expect(await pool.hash(fileOf(bytes), bytes.length, never, () => {})).toBe(
      await platformHash(bytes),
    )
    expect(started).toBe(2)
  })

  it('keeps its files until the script of the worker can be loaded', async () => {
    const urls: string[] = []
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const whenLoadable = (url: string) => {
      urls.push(url)
      return released
    }
    let started = 0
    const startWorker = () => {
      started += 1
      return new Worker(started > 2 ? WORKER : '/gone/hash.worker.js', { type: 'module' })
    }
    const pool = createHashPool({ startWorker, maxWorkers: 2, whenLoadable })
    const bytes = noise(100)
    const hashes = [1, 2, 3].map(() => pool.hash(fileOf(bytes), bytes.length, never, () => {}))
    await vi.waitFor(() => expect(urls).toHaveLength(1))
    pool.prepare()
    expect(urls[0]).toContain('hash.worker')
    release()
    expect(await Promise.all(hashes)).toEqual(Array(3).fill(await platformHash(bytes)))
  })

  it('rejects a file when its size has changed', async () => {
    const pool = createHashPool()
    for (const claimed of [200, 600 * 1024, 3 * MIB]) {
      const hash = pool.hash(fileOf(noise(100)), claimed, never, () => {})
      await expect(hash).rejects.toMatchObject({ problem: { kind: 'changed-on-disk' } })
    }
  })

  it('ends idle workers and starts another for the next file', async () => {
    vi.useFakeTimers()
    const workers: Worker[] = []
    const pool = createHashPool({
      startWorker: () => {
        const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' })
        vi.spyOn(worker, 'terminate')
        workers.push(worker)
        return worker
      },
    })
    const bytes = noise(100)
    const hash = () => pool.hash(fileOf(bytes), bytes.length, never, () => {})
    const first = await hash()
    expect(workers[0]?.terminate).not.toHaveBeenCalled()
    vi.advanceTimersByTime(10_000)
    expect(workers[0]?.terminate).toHaveBeenCalled()
    expect(await hash()).toBe(first)
    expect(workers).toHaveLength(2)
  })
})
