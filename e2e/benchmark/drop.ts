import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession } from '@playwright/test'

/** Milliseconds between dragOver and drop. Few people drop faster. */
const HOVER = 300

/** Dispatches the drag and drop of files from disk in the browser. @param files Their paths. */
export async function dropFromDisk(session: CDPSession, files: string[]): Promise<void> {
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    if (type === 'dragOver') await pause(HOVER)
  }
}
