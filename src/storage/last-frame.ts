import type { TextStorage } from './text-storage.ts'

const NAME = 'refdrop.frame'

/** What the page had to show: nothing, files of earlier, or files in the list. */
export type Frame = 'empty' | 'history' | 'files'

/**
 * What the page showed last on this device. Known before the database is open, so that the next
 * page begins with the same frame, and nothing jumps when its files come.
 */
export function readFrame(device: TextStorage): Frame {
  const frame = device.get(NAME)
  return frame === 'history' || frame === 'files' ? frame : 'empty'
}

export function keepFrame(device: TextStorage, frame: Frame): void {
  device.set(NAME, frame)
}
