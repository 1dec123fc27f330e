import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession } from '@playwright/test'

/** Milliseconds for which a hand holds files over the page: few people are faster. */
const HOVER = 300

/** Drops files from disk in the middle of the window, by the browser's own way. @param paths of files */
export async function dropFromDisk(session: CDPSession, files: string[]): Promise<void> {
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    if (type === 'dragOver') await pause(HOVER)
  }
}
