import { createHash } from 'node:crypto'
import { copyFile, open } from 'node:fs/promises'
import { stableId } from '../stable-id.ts'
import { type UploadWire, uploadWire } from './file-wires.ts'
import { publicUrl } from './public-url.ts'
import { readSentFile, storeFile } from './receive-file.ts'
import type { ReceivedBody } from './received-body.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { releaseBody } from './spool-body.ts'

/** Stores nothing and reports a file with another hash. */
export async function reportOtherHash(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadWire> {
  return withOtherHash(await describeUnstored(sandboxRequest, body))
}

/** Stores nothing and reports a file with another size. */
export async function reportOtherSize(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadWire> {
  return withOtherSize(await describeUnstored(sandboxRequest, body))
}

/** Replaces the hash with that of other content. */
export function withOtherHash<Wire extends Partial<UploadWire>>(wire: Wire): Wire {
  const digest = createHash('sha256').update(String(wire.hash)).digest('hex')
  return { ...wire, hash: `sha256:${digest}` }
}

/** Adds one byte to the size. */
export function withOtherSize<Wire extends Partial<UploadWire>>(wire: Wire): Wire {
  return { ...wire, size: Number(wire.size) + 1 }
}

/**
 * Stores the file, and returns the URL of a copy whose last byte differs. The URL holds the
 * correct digest, so only a download reveals it.
 */
export async function storeWithCorruptCopy(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadWire> {
  const copyId = stableId(`copy ${sandboxRequest.account.id}`)
  const url = await storeCopy(sandboxRequest, body, copyId, (path) =>
    changeLastByte(path, body.size),
  )
  return { ...(await storeFile(sandboxRequest, body)), url }
}

/** Stores a copy of the body for the account and leaves the body in place. @returns its URL */
export async function storeCopy(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
  accountId: string,
  change: (path: string) => Promise<void> = async () => {},
): Promise<string> {
  const { request, store } = sandboxRequest
  const type = await readSentFile(sandboxRequest, body)
  const reservation = await store.quota.reserve(body.size)
  const copy = { ...body, path: store.newTemporaryPath(), reservation }
  try {
    await copyFile(body.path, copy.path)
    await reservation.consume(body.size)
    await change(copy.path)
    await store.put(accountId, copy, type)
  } finally {
    await releaseBody(copy)
  }
  return publicUrl(request, accountId, body.digest, type.extension)
}

async function describeUnstored(
  sandboxRequest: SandboxRequest,
  body: ReceivedBody,
): Promise<UploadWire> {
  const sent = await readSentFile(sandboxRequest, body)
  return uploadWire(sandboxRequest, { ...sent, digest: body.digest, size: body.size }, true)
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
