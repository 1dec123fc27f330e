import { createHash } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Reservation } from './storage-quota.ts'

/** A body on disk. */
export interface ReceivedBody {
  /** Where its bytes are: under a temporary name, or where the sandbox keeps them. */
  path: string
  /** SHA-256 in 64 lower-case hex digits. */
  digest: string
  /** In bytes. */
  size: number
  /** The room that it has, which whoever gets it releases; undefined for a file that is kept. */
  reservation?: Reservation
}

export class BodyTooLarge extends Error {}

/**
 * Streams the body into a file at `path`, no faster than the disk takes it, and leaves nothing
 * behind when it fails. What follows the limit is not read.
 *
 * @param limit in bytes
 * @throws {BodyTooLarge} {@link StorageFull} and whatever `pieces` throw
 */
export async function receiveBody(
  pieces: AsyncIterable<Buffer>,
  path: string,
  reservation: Reservation,
  limit: number,
): Promise<ReceivedBody> {
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'wx')
    try {
      const read = await digestBody(pieces, limit, async (piece) => {
        await reservation.take(piece.byteLength)
        await file.appendFile(piece)
      })
      return { ...read, path, reservation }
    } finally {
      await file.close()
    }
  } catch (caught) {
    await rm(path, { force: true })
    throw caught
  }
}

/** Reads the body and keeps nothing of it but its hash and size. @throws {BodyTooLarge} */
export async function digestBody(
  pieces: AsyncIterable<Buffer>,
  limit: number,
  write: (piece: Buffer) => Promise<void> = async () => {},
): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of pieces) {
    size += piece.byteLength
    if (size > limit) throw new BodyTooLarge()
    hash.update(piece)
    await write(piece)
  }
  return { digest: hash.digest('hex'), size }
}
