import { rm } from 'node:fs/promises'
import type { ContentHash } from '../../core/api/contract.ts'
import { piecesOf } from './body-pieces.ts'
import { digestBody, type ReceivedBody, receiveBody } from './received-body.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { findStorageFull } from './storage-full.ts'
import type { Reservation } from './storage-quota.ts'

/**
 * Reads the body of an upload. A content that the account has needs no room, so its body is
 * hashed and not written. Where there is no room, that is known before a body of known length
 * is read.
 *
 * @throws {StorageFull} {@link BodyTooLarge} {@link BodyBrokeOff}
 */
export async function takeBody(
  sandboxRequest: SandboxRequest,
  announced: ContentHash | undefined,
): Promise<ReceivedBody> {
  const { account, store, activePlan } = sandboxRequest
  const { most } = activePlan.rules.sizes
  const known = announced && (await store.find(account.id, announced.replace('sha256:', '')))
  if (known) return { ...(await digestBody(piecesOf(sandboxRequest), most)), path: known.path }
  const length = sandboxRequest.request.headers['content-length']
  let reservation: Reservation
  try {
    reservation = await store.quota.reserve(Number(length ?? 0))
  } catch (caught) {
    // Without an announced hash, only the body tells whether the account has it.
    const mayBeKnown = announced === undefined && store.quota.hasSize(Number(length))
    if (findStorageFull(caught) === undefined || !mayBeKnown) throw caught
    const read = await digestBody(piecesOf(sandboxRequest), most)
    const file = await store.find(account.id, read.digest)
    if (file === undefined) throw caught
    return { ...read, path: file.path }
  }
  try {
    return await receiveBody(piecesOf(sandboxRequest), store.newTemporaryPath(), reservation, most)
  } catch (caught) {
    reservation.release()
    throw caught
  }
}

/** Ends with a body that was taken, whatever became of it. */
export async function dropBody({ path, reservation }: ReceivedBody): Promise<void> {
  if (reservation === undefined) return
  reservation.release()
  await rm(path, { force: true })
}
