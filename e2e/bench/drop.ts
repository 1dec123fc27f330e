import type { CDPSession } from '@playwright/test'

/** Drops files from disk in the middle of the window, by the browser's own way. @param paths of files */
export async function dropFromDisk(session: CDPSession, files: string[]): Promise<void> {
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  }
}
