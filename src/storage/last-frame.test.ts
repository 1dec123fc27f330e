import { expect, it } from 'vitest'
import { keepFrame, readFrame } from './last-frame.ts'
import { createTextStorage } from './text-storage.ts'

const openMemory = () =>
  createTextStorage(() => {
    throw new Error('Blocked, so texts live as long as the page.')
  })

it('returns empty when no frame is stored', () => {
  expect(readFrame(openMemory())).toBe('empty')
})

it.each(['empty', 'history', 'files'] as const)('returns the stored frame %s', (frame) => {
  const device = openMemory()
  keepFrame(device, frame)
  expect(readFrame(device)).toBe(frame)
})

it('returns empty when the stored frame is unknown', () => {
  const device = openMemory()
  device.set('refdrop.frame', '<b>files</b>')
  expect(readFrame(device)).toBe('empty')
})
