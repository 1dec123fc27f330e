import type { Candidate, Rejection } from '../../core/intake/intake.ts'
import { createPastedNames, isSystemFile } from '../../core/intake/intake.ts'
import { loadPart } from '../../http/parts.ts'

/** The files of one gesture, and the entries that the browser cannot read. */
export interface Batch {
  candidates: readonly Candidate[]
  unreadable: readonly Rejection[]
  ignored: number
}

type OnFound = (count: number) => void

const nameOf = createPastedNames()

/** A batch that still has its system files. */
type UnfilteredBatch = Omit<Batch, 'ignored'>

/** Number of items up to which each is checked for a folder. */
const SMALL_DROP = 100

/**
 * The files of a drop, of a chosen file or folder, or of a paste.
 *
 * Files come from `dataTransfer.files`. Reading an item's entry takes 0.2 ms, so a large drop
 * checks only items without a media type for folders. A small drop checks all items, because
 * browsers report a folder `take.mp4` as a video.
 *
 * @param onFound called with the number of files found so far, while folders are read
 */
export async function readGesture(event: Event, onFound: OnFound = () => {}): Promise<Batch> {
  const batch = await readAll(event, onFound)
  let ignored = 0
  const isWanted = ({ path }: { path: string }) => {
    if (!isSystemFile(path)) return true
    ignored += 1
    return false
  }
  const candidates = batch.candidates.filter(isWanted)
  return { candidates, unreadable: batch.unreadable.filter(isWanted), ignored }
}

async function readAll(event: Event, onFound: OnFound): Promise<UnfilteredBatch> {
  if ('clipboardData' in event) return readPaste((event as ClipboardEvent).clipboardData)
  if ('dataTransfer' in event) return readDrop((event as DragEvent).dataTransfer, onFound)
  return readInput(event.target as HTMLInputElement)
}

function readInput(input: HTMLInputElement): UnfilteredBatch {
  const candidates = Array.from(input.files ?? [], (file) => ({
    file,
    path: file.webkitRelativePath || file.name,
  }))
  return { candidates, unreadable: [] }
}

/** Browsers name every pasted picture `image.png`. */
function readPaste(data: DataTransfer | null): UnfilteredBatch {
  const now = new Date()
  const candidates = Array.from(data?.files ?? [], (file) => {
    const [, extension] = /^image\.(\w+)$/.exec(file.name) ?? []
    return { file, path: extension ? nameOf(now, extension) : file.name }
  })
  return { candidates, unreadable: [] }
}

/** Reads the event before the first await, because the browser clears it afterwards. */
async function readDrop(data: DataTransfer | null, onFound: OnFound): Promise<UnfilteredBatch> {
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
    onFound(candidates.length)
    const { walkFolder } = await loadPart(() => import('./walk-folder.ts'))
    for (const folder of folders) await walkFolder(folder, candidates, unreadable, onFound)
  }
  return { candidates, unreadable }
}

function folderOf(item: DataTransferItem | undefined): FileSystemDirectoryEntry | undefined {
  const entry = item?.webkitGetAsEntry?.()
  return entry?.isDirectory ? (entry as FileSystemDirectoryEntry) : undefined
}
