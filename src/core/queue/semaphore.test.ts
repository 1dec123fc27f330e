import { expect, it } from 'vitest'
import { createSemaphore } from './semaphore.ts'

/** Works whose end the test decides. */
function playWorks(limit: () => number) {
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

const settle = () => new Promise((resolve) => setTimeout(resolve))

it('lets so many works go on at a time, in the order in which they came', async () => {
  const { begin, ends } = playWorks(() => 2)
  const works = [begin(), begin(), begin()]
  await settle()
  expect(ends).toHaveLength(2)
  ends[0]?.()
  await works[0]
  await settle()
  expect(ends).toHaveLength(3)
})

it('frees the place of a work that fails', async () => {
  const { begin, ends } = playWorks(() => 1)
  const failing = begin()
  begin()
  await settle()
  ends[0]?.(new Error('no'))
  await expect(failing).rejects.toThrow('no')
  await settle()
  expect(ends).toHaveLength(2)
})

it('asks for the limit anew', async () => {
  let limit = 1
  const { begin, ends } = playWorks(() => limit)
  begin()
  begin()
  await settle()
  limit = 3
  begin()
  await settle()
  expect(ends).toHaveLength(3)
})

it('lets whoever gives up leave the line, and not keep others from their turn', async () => {
  const { begin, ends } = playWorks(() => 1)
  begin()
  const controller = new AbortController()
  const leaving = begin(controller.signal)
  const last = begin()
  controller.abort()
  await expect(leaving).rejects.toThrow('abort')
  ends[0]?.()
  await settle()
  expect(ends).toHaveLength(2)
  ends[1]?.()
  await last
  controller.abort()
  await expect(begin(controller.signal)).rejects.toThrow('abort')
})
