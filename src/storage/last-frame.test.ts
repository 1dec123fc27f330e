import { expect, it } from 'vitest'
import { keepFrame, readFrame } from './last-frame.ts'
import { createTextStorage } from './text-storage.ts'

const openMemory = () =>
  createTextStorage(() => {
    throw new Error('Blocked, so it is kept for as long as the page.')
  })

it('is empty at first', () => {
  expect(readFrame(openMemory())).toBe('empty')
})

it.each(['empty', 'history', 'files'] as const)('brings back %s', (frame) => {
  const device = openMemory()
  keepFrame(device, frame)
  expect(readFrame(device)).toBe(frame)
})

it('takes what it does not know for an empty page', () => {
  const device = openMemory()
  device.set('refdrop.frame', '<b>files</b>')
  expect(readFrame(device)).toBe('empty')
})
