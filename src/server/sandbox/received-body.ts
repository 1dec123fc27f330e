import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A body on disk under a temporary name. Whoever gets it moves or removes it. */
export interface ReceivedBody {
  path: string
  /** SHA-256 in 64 lower-case hex digits. */
  digest: string
  /** In bytes. */
  size: number
}

export class BodyTooLarge extends Error {}

/**
 * Streams the body into a file in `folder`, no faster than the disk takes it, and leaves
 * nothing behind when it fails. What follows the limit is not read.
 *
 * @param limit in bytes
 * @throws {BodyTooLarge} and whatever `pieces` throw
 */
export async function receiveBody(
  pieces: AsyncIterable<Buffer>,
  folder: string,
  limit: number,
): Promise<ReceivedBody> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  try {
    const file = await open(path, 'wx')
    try {
      const hash = createHash('sha256')
      let size = 0
      for await (const piece of pieces) {
        size += piece.byteLength
        if (size > limit) throw new BodyTooLarge()
        hash.update(piece)
        await file.appendFile(piece)
      }
      return { path, digest: hash.digest('hex'), size }
    } finally {
      await file.close()
    }
  } catch (caught) {
    await rm(path, { force: true })
    throw caught
  }
}
