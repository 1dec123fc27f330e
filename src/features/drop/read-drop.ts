import type { Candidate, Refusal } from '../../core/intake.ts'
import { pastedName } from '../../core/intake.ts'
import { walkFolder } from './walk-folder.ts'

/** What one gesture brought: files, and entries that the browser would not give. */
export interface Batch {
  candidates: Candidate[]
  unreadable: Refusal[]
}

/**
 * The files of a drop, of a chosen file or folder, or of a paste.
 *
 * Plain files come from `dataTransfer.files`, which costs nothing; asking each item for
 * its entry takes seconds for thousands. Only an item without a media type can be a
 * folder, so only such items are asked.
 */
export async function readGesture(event: Event): Promise<Batch> {
  if ('clipboardData' in event) return readPaste((event as ClipboardEvent).clipboardData)
  if ('dataTransfer' in event) return readDrop((event as DragEvent).dataTransfer)
  return readInput(event.target as HTMLInputElement)
}

function readInput(input: HTMLInputElement): Batch {
  const candidates = Array.from(input.files ?? [], (file) => ({
    file,
    path: file.webkitRelativePath || file.name,
  }))
  return { candidates, unreadable: [] }
}

/** Browsers call every pasted picture `image.png`. */
function readPaste(data: DataTransfer | null): Batch {
  const now = new Date()
  const candidates = Array.from(data?.files ?? [], (file, index) => {
    if (!/^image\.\w+$/.test(file.name)) return { file, path: file.name }
    const extension = file.name.slice('image.'.length)
    const path = pastedName(new Date(now.getTime() + index * 1000), extension)
    return { file, path }
  })
  return { candidates, unreadable: [] }
}

/** Everything is taken out of the event before the first await: afterwards the browser empties it. */
async function readDrop(data: DataTransfer | null): Promise<Batch> {
  const candidates: Candidate[] = []
  const unreadable: Refusal[] = []
  const files = Array.from(data?.files ?? [])
  const items = Array.from(data?.items ?? []).filter((item) => item.kind === 'file')
  const folders: FileSystemDirectoryEntry[] = []
  for (const [index, file] of files.entries()) {
    const folder = folderOf(items[index])
    if (folder) folders.push(folder)
    else candidates.push({ file, path: file.name })
  }
  for (const folder of folders) await walkFolder(folder, candidates, unreadable)
  return { candidates, unreadable }
}

function folderOf(item: DataTransferItem | undefined): FileSystemDirectoryEntry | undefined {
  if (item?.type !== '') return undefined
  const entry = item.webkitGetAsEntry()
  return entry?.isDirectory ? (entry as FileSystemDirectoryEntry) : undefined
}
