import type { TextStorage } from './text-storage.ts'

const NAME = 'refdrop.frame'

/** What the page showed: nothing, the history only, or files in the list. */
export type Frame = 'empty' | 'history' | 'files'

/**
 * The frame of the last page on this device. It is available before the database is open, so that
 * the layout does not shift when files appear.
 */
export function readFrame(device: TextStorage): Frame {
  const frame = device.get(NAME)
  return frame === 'history' || frame === 'files' ? frame : 'empty'
}

export function keepFrame(device: TextStorage, frame: Frame): void {
  device.set(NAME, frame)
}
