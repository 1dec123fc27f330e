import type { Candidate, Rejection } from '../../core/intake/intake.ts'

/**
 * Adds each file below a folder to `candidates`, with its path from the dropped folder. Entries
 * that cannot be read are added to `unreadable`, and the walk continues.
 *
 * @param onFound called with the number of candidates after each hundred entries of a folder
 */
export async function walkFolder(
  folder: FileSystemDirectoryEntry,
  candidates: Candidate[],
  unreadable: Rejection[],
  onFound: (count: number) => void,
): Promise<void> {
  const onPart = () => onFound(candidates.length)
  for await (const entry of entriesOf(folder, unreadable, onPart)) {
    const path = pathOf(entry)
    try {
      if (entry.isDirectory) {
        await walkFolder(entry as FileSystemDirectoryEntry, candidates, unreadable, onFound)
      } else {
        candidates.push({ file: await fileOf(entry as FileSystemFileEntry), path })
      }
    } catch (caught) {
      unreadable.push(refusalOf(path, caught))
    }
  }
}

/** The browser returns at most 100 entries a call, and none at the end. */
async function* entriesOf(
  folder: FileSystemDirectoryEntry,
  unreadable: Rejection[],
  onPart: () => void,
) {
  const reader = folder.createReader()
  try {
    for (;;) {
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      )
      if (entries.length === 0) return
      yield* entries
      onPart()
    }
  } catch (caught) {
    unreadable.push(refusalOf(pathOf(folder), caught))
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

function pathOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '')
}

function refusalOf(path: string, caught: unknown): Rejection {
  const reason = caught instanceof Error ? caught.message : String(caught)
  return { path, problem: { kind: 'unreadable', reason } }
}
