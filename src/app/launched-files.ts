import type { TextStorage } from '../storage/text-storage.ts'

/** Chromium's queue of launches of an installed page. TypeScript does not know it. */
export interface LaunchQueue {
  setConsumer(consumer: (launch: { files?: readonly LaunchedFile[] }) => void): void
}

type LaunchedFile = Pick<FileSystemFileHandle, 'getFile'>

/** Name in the tab's storage. The value identifies the files of the last launch. */
const LAST = 'refdrop.launched'

interface LaunchPorts {
  /** Undefined where pages cannot be launched with files. */
  queue: LaunchQueue | undefined
  tab: Pick<TextStorage, 'get' | 'set'>
  /** Whether this page was reloaded. The browser then repeats the last launch. */
  isReload: boolean
  /** Resolves when the files are stored, or when a person has decided about them. */
  keep: (files: readonly File[]) => Promise<void>
  /** Called with the number of files that the browser no longer finds. */
  onMissing: (count: number) => void
}

/** Follows the files that a person opens with the installed page. */
export function followLaunches({ queue, tab, isReload, keep, onMissing }: LaunchPorts): void {
  let mayRepeat = isReload
  queue?.setConsumer(async ({ files: handles = [] }) => {
    if (handles.length === 0) return
    const read = await Promise.allSettled(handles.map((handle) => handle.getFile()))
    const files = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const facts = JSON.stringify(
      files.map(({ name, size, lastModified }) => [name, size, lastModified]),
    )
    const isRepeated = mayRepeat && tab.get(LAST) === facts
    mayRepeat = false
    if (isRepeated) return
    if (files.length < handles.length) onMissing(handles.length - files.length)
    if (files.length === 0) return
    await keep(files)
    tab.set(LAST, facts)
  })
}
