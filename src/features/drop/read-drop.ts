import type { Candidate, Rejection } from '../../core/intake/intake.ts'
import { createPastedNames, isSystemFile } from '../../core/intake/intake.ts'
import { loadPart } from '../../http/parts.ts'

/** What one gesture brought: files, and entries that the browser would not give. */
export interface Batch {
  candidates: readonly Candidate[]
  unreadable: readonly Rejection[]
  /** System files that were left out. */
  ignored: number
}

const nameOf = createPastedNames()

/** What a gesture brought. System files are still among it. */
type Brought = Omit<Batch, 'ignored'>

/** Up to this many items all are asked whether they are folders. */
const SMALL_DROP = 100

/**
 * The files of a drop, of a chosen file or folder, or of a paste.
 *
 * Plain files come from `dataTransfer.files`, which costs nothing; asking each of
 * thousands of items for its entry takes 0.2 ms each. So only what has no media type is
 * asked, and in a small drop everything: browsers take a folder `take.mp4` for a video.
 */
export async function readGesture(event: Event): Promise<Batch> {
  const brought = await readAll(event)
  let ignored = 0
  const isWanted = ({ path }: { path: string }) => {
    if (!isSystemFile(path)) return true
    ignored += 1
    return false
  }
  const candidates = brought.candidates.filter(isWanted)
  return { candidates, unreadable: brought.unreadable.filter(isWanted), ignored }
}

async function readAll(event: Event): Promise<Brought> {
  if ('clipboardData' in event) return readPaste((event as ClipboardEvent).clipboardData)
  if ('dataTransfer' in event) return readDrop((event as DragEvent).dataTransfer)
  return readInput(event.target as HTMLInputElement)
}

function readInput(input: HTMLInputElement): Brought {
  const candidates = Array.from(input.files ?? [], (file) => ({
    file,
    path: file.webkitRelativePath || file.name,
  }))
  return { candidates, unreadable: [] }
}

/** Browsers call every pasted picture `image.png`. */
function readPaste(data: DataTransfer | null): Brought {
  const now = new Date()
  const candidates = Array.from(data?.files ?? [], (file) => {
    const [, extension] = /^image\.(\w+)$/.exec(file.name) ?? []
    return { file, path: extension ? nameOf(now, extension) : file.name }
  })
  return { candidates, unreadable: [] }
}

/** Everything is taken out of the event before the first await: afterwards the browser empties it. */
async function readDrop(data: DataTransfer | null): Promise<Brought> {
  const candidates: Candidate[] = []
  const unreadable: Rejection[] = []
  const files = Array.from(data?.files ?? [])
  const items = Array.from(data?.items ?? []).filter((item) => item.kind === 'file')
  const folders: FileSystemDirectoryEntry[] = []
  const isSmall = files.length <= SMALL_DROP
  for (const [index, file] of files.entries()) {
    const item = items[index]
    const folder = isSmall || item?.type === '' ? folderOf(item) : undefined
    if (folder) folders.push(folder)
    else candidates.push({ file, path: file.name })
  }
  if (folders.length > 0) {
    const { walkFolder } = await loadPart(() => import('./walk-folder.ts'))
    for (const folder of folders) await walkFolder(folder, candidates, unreadable)
  }
  return { candidates, unreadable }
}

function folderOf(item: DataTransferItem | undefined): FileSystemDirectoryEntry | undefined {
  const entry = item?.webkitGetAsEntry?.()
  return entry?.isDirectory ? (entry as FileSystemDirectoryEntry) : undefined
}
