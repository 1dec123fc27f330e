import { createHash } from 'node:crypto'
import { copyFile, open } from 'node:fs/promises'
import type { UploadedWire } from '../../core/api/contract.ts'
import { stableId } from '../stable-id.ts'
import { detectMediaType } from './media-type.ts'
import { publicUrl } from './public-file.ts'
import { describeFile, keepFile } from './receive-file.ts'
import type { ReceivedBody } from './received-body.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { dropBody } from './take-body.ts'

/** Keeps nothing and says that it kept a file of another hash. */
export async function claimOtherHash(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadedWire> {
  return withOtherHash(await claim(sandboxRequest, body))
}

/** Keeps nothing and says that it kept a file of another size. */
export async function claimOtherSize(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadedWire> {
  return withOtherSize(await claim(sandboxRequest, body))
}

/** The same answer with a hash that is none of the file. */
export function withOtherHash<Wire extends Partial<UploadedWire>>(wire: Wire): Wire {
  const digest = createHash('sha256').update(String(wire.hash)).digest('hex')
  return { ...wire, hash: `sha256:${digest}` }
}

/** The same answer with a size that is one byte more. */
export function withOtherSize<Wire extends Partial<UploadedWire>>(wire: Wire): Wire {
  return { ...wire, size: Number(wire.size) + 1 }
}

/**
 * Keeps the file and tells all the truth but for the URL: there, under the right digest, lies
 * a copy whose last byte is another. Nothing short of fetching it tells.
 */
export async function keepBesideCopy(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadedWire> {
  const copyId = stableId(`copy ${sandboxRequest.account.id}`)
  const url = await keepCopy(sandboxRequest, body, copyId, (path) =>
    changeLastByte(path, body.size),
  )
  return { ...(await keepFile(sandboxRequest, body)), url }
}

/** Keeps a copy of the body for that account, and leaves the body where it is. @returns its URL */
export async function keepCopy(
  { request, store }: SandboxRequest,
  body: ReceivedBody,
  accountId: string,
  change: (path: string) => Promise<void> = async () => {},
): Promise<string> {
  const type = await detectMediaType(body.path)
  const reservation = await store.quota.reserve(body.size)
  const copy = { ...body, path: store.newTemporaryPath(), reservation }
  try {
    await copyFile(body.path, copy.path)
    await reservation.take(body.size)
    await change(copy.path)
    await store.keep(accountId, copy, type)
  } finally {
    await dropBody(copy)
  }
  return publicUrl(request, accountId, body.digest, type.extension)
}

async function claim(sandboxRequest: SandboxRequest, body: ReceivedBody): Promise<UploadedWire> {
  return describeFile(sandboxRequest, body, await detectMediaType(body.path), true)
}

async function changeLastByte(path: string, size: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const last = Buffer.alloc(1)
    await file.read(last, 0, 1, size - 1)
    last.writeUInt8(last.readUInt8() ^ 1)
    await file.write(last, 0, 1, size - 1)
  } finally {
    await file.close()
  }
}
