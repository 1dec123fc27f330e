import { createHash } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Reservation } from './storage-quota.ts'

export interface ReceivedBody {
  /** A temporary file, or the stored file with the same content. */
  path: string
  /** SHA-256 in 64 lower-case hex digits. */
  digest: string
  /** In bytes. */
  size: number
  /** Its reserved space, which the receiver releases. Undefined for a stored file. */
  reservation?: Reservation
}

export class BodyTooLarge extends Error {}

/**
 * Streams the body into a file at `path` with backpressure, and removes the file on failure.
 * Bytes after the limit are not read.
 *
 * @param limit in bytes
 * @throws {BodyTooLarge} {@link StorageFull} and the errors of `chunks`
 */
export async function receiveBody(
  chunks: AsyncIterable<Buffer>,
  path: string,
  reservation: Reservation,
  limit: number,
): Promise<ReceivedBody> {
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'wx')
    try {
      const read = await digestBody(chunks, limit, async (chunk) => {
        await reservation.consume(chunk.byteLength)
        await file.appendFile(chunk)
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

/** Reads the body for its hash and size only. @throws {BodyTooLarge} */
export async function digestBody(
  chunks: AsyncIterable<Buffer>,
  limit: number,
  write: (chunk: Buffer) => Promise<void> = async () => {},
): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > limit) throw new BodyTooLarge()
    hash.update(chunk)
    await write(chunk)
  }
  return { digest: hash.digest('hex'), size }
}
