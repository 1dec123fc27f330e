import { expect, it } from 'vitest'
import { createSemaphore } from './semaphore.ts'

/** Starts work that the test ends. */
function createWork(limit: () => number) {
  const inSlot = createSemaphore(limit)
  const ends: ((failure?: Error) => void)[] = []
  const begin = (signal = new AbortController().signal) =>
    inSlot(
      signal,
      () =>
        new Promise<void>((resolve, reject) => {
          ends.push((failure) => (failure ? reject(failure) : resolve()))
        }),
    )
  return { begin, ends }
}

const flushTasks = () => new Promise((resolve) => setTimeout(resolve))

it('runs up to the limit in FIFO order', async () => {
  const { begin, ends } = createWork(() => 2)
  const works = [begin(), begin(), begin()]
  await flushTasks()
  expect(ends).toHaveLength(2)
  ends[0]?.()
  await works[0]
  await flushTasks()
  expect(ends).toHaveLength(3)
})

it('frees the slot when work fails', async () => {
  const { begin, ends } = createWork(() => 1)
  const failing = begin()
  begin()
  await flushTasks()
  ends[0]?.(new Error('no'))
  await expect(failing).rejects.toThrow('no')
  await flushTasks()
  expect(ends).toHaveLength(2)
})

it('reads the limit again when work is added', async () => {
  let limit = 1
  const { begin, ends } = createWork(() => limit)
  begin()
  begin()
  await flushTasks()
  limit = 3
  begin()
  await flushTasks()
  expect(ends).toHaveLength(3)
})

it('skips waiting work when it is aborted', async () => {
  const { begin, ends } = createWork(() => 1)
  begin()
  const controller = new AbortController()
  const aborted = begin(controller.signal)
  const last = begin()
  controller.abort()
  await expect(aborted).rejects.toThrow('abort')
  ends[0]?.()
  await flushTasks()
  expect(ends).toHaveLength(2)
  ends[1]?.()
  await last
  controller.abort()
  await expect(begin(controller.signal)).rejects.toThrow('abort')
})
