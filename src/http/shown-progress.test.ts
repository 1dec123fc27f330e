import { expect, test } from 'vitest'
import { createShownProgress } from './shown-progress.ts'

const MIB = 1024 * 1024

function show(size: number) {
  const told: number[] = []
  const onProgress = (sent: number) => told.push(sent)
  return { told, progress: createShownProgress({ size, lead: MIB, loaded: 0, onProgress }) }
}

test('the bar stays one byte short before a report when a file is small', () => {
  const { told, progress } = show(4096)
  progress.noteLoaded(4096)
  expect(told).toEqual([4095])
})

test('the bar is at most 1 MiB ahead of each report and ends with the last', () => {
  const { told, progress } = show(9 * MIB)
  progress.noteLoaded(MIB / 2)
  progress.noteLoaded(9 * MIB)
  expect(progress.noteReport(3 * MIB)).toBe(false)
  expect(progress.noteReport(3 * MIB)).toBe(false)
  expect(progress.noteReport(9 * MIB - 1)).toBe(false)
  expect(progress.noteReport(9 * MIB)).toBe(true)
  expect(told).toEqual([MIB / 2, MIB, 4 * MIB, 9 * MIB - 1, 9 * MIB])
})

test('the bar follows the browser when our server reports nothing', () => {
  const { told, progress } = show(9 * MIB)
  progress.noteLoaded(6 * MIB)
  expect(progress.noteReport(undefined)).toBe(false)
  progress.noteLoaded(9 * MIB)
  expect(progress.noteReport(undefined)).toBe(true)
  expect(told).toEqual([MIB, 6 * MIB, 9 * MIB])
})

test('the bar does not go back when a report is lower than the shown value', () => {
  const { told, progress } = show(9 * MIB)
  progress.noteReport(undefined)
  progress.noteLoaded(8 * MIB)
  progress.noteReport(0)
  progress.noteLoaded(8 * MIB + 1)
  expect(told).toEqual([8 * MIB])
})
