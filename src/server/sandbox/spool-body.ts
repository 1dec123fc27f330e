import { rm } from 'node:fs/promises'
import type { ContentHash } from '../../core/api/contract.ts'
import type { FileStore } from './file-store.ts'
import { readBody } from './read-body.ts'
import { digestBody, type ReceivedBody, receiveBody } from './received-body.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { findStorageFull } from './storage-errors.ts'
import type { Reservation } from './storage-quota.ts'

/**
 * Writes the body of an upload to a temporary file. Content that the account has needs no space, so
 * its body is only hashed. A body of known length that does not fit is rejected before it is read.
 *
 * @throws {StorageFull} {@link BodyTooLarge} {@link BodyAborted}
 */
export async function spoolBody(
  sandboxRequest: SandboxRequest,
  announced: ContentHash | undefined,
): Promise<ReceivedBody> {
  const { account, store, rules } = sandboxRequest
  const { max } = rules.sizes
  const known = announced && (await store.find(account.id, announced.replace('sha256:', '')))
  if (known) return { ...(await digestBody(readBody(sandboxRequest), max)), path: known.path }
  const length = sandboxRequest.request.headers['content-length']
  let reservation: Reservation
  try {
    reservation = await store.quota.reserve(Number(length ?? 0))
  } catch (caught) {
    // Without an announced hash, only the body shows whether the account has the content.
    const mayBeKnown = announced === undefined && store.quota.hasSize(Number(length))
    if (findStorageFull(caught) === undefined || !mayBeKnown) throw caught
    const read = await digestBody(readBody(sandboxRequest), max)
    const file = await store.find(account.id, read.digest)
    if (file === undefined) throw caught
    return { ...read, path: file.path }
  }
  return spoolChunks(store, readBody(sandboxRequest), reservation, max)
}

/**
 * Writes chunks to a temporary file. The reservation passes to the body, or is released on failure.
 *
 * @throws {StorageFull} {@link BodyTooLarge} and the errors of `chunks`
 */
export async function spoolChunks(
  store: FileStore,
  chunks: AsyncIterable<Buffer>,
  reservation: Reservation,
  max: number,
): Promise<ReceivedBody> {
  try {
    return await receiveBody(chunks, store.newTemporaryPath(), reservation, max)
  } catch (caught) {
    reservation.release()
    throw caught
  }
}

/** Releases the body's space and removes its temporary file, stored or not. */
export async function releaseBody({ path, reservation }: ReceivedBody): Promise<void> {
  if (reservation === undefined) return
  reservation.release()
  await rm(path, { force: true })
}
