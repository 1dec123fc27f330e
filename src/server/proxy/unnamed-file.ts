import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/**
 * Opens a temporary file and removes its name immediately. The bytes are gone when the file is
 * closed, or the process ends without closing it.
 */
export async function openUnnamedFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `refdrop-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await rm(path, { force: true })
  return file
}

/** Reads from the first byte. The file stays open. */
export function readUnnamedFile(file: FileHandle): Readable {
  return file.createReadStream({ start: 0, autoClose: false })
}
