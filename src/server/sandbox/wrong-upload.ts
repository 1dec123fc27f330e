import { createHash, randomUUID } from 'node:crypto'
import { copyFile, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { UploadedWire } from '../../core/contract.ts'
import { stableId } from '../stable-id.ts'
import { detectMediaType } from './media-type.ts'
import { publicUrl } from './public-file.ts'
import { describeFile, keepFile } from './receive-file.ts'
import type { ReceivedBody } from './received-body.ts'
import type { Visit } from './visit.ts'

/** Keeps nothing and says that it kept a file of another hash. */
export async function claimOtherHash(visit: Visit, body: ReceivedBody): Promise<UploadedWire> {
  const digest = createHash('sha256').update(body.digest).digest('hex')
  return { ...(await claim(visit, body)), hash: `sha256:${digest}` }
}

/** Keeps nothing and says that it kept a file of another size. */
export async function claimOtherSize(visit: Visit, body: ReceivedBody): Promise<UploadedWire> {
  return { ...(await claim(visit, body)), size: body.size + 1 }
}

/**
 * Keeps the file and tells all the truth but for the URL: there, under the right digest, lies
 * a copy whose last byte is another. Nothing short of fetching it tells.
 */
export async function keepBesideCopy(visit: Visit, body: ReceivedBody): Promise<UploadedWire> {
  const { request, account, store } = visit
  const type = await detectMediaType(body.path)
  const copyId = stableId(`copy ${account.id}`)
  const path = join(store.temporaryFolder, randomUUID())
  try {
    await copyFile(body.path, path)
    await changeLastByte(path, body.size)
    await store.keep(copyId, { ...body, path }, type)
  } finally {
    await rm(path, { force: true })
  }
  const url = publicUrl(request, copyId, body.digest, type.extension)
  return { ...(await keepFile(visit, body)), url }
}

async function claim(visit: Visit, body: ReceivedBody): Promise<UploadedWire> {
  return describeFile(visit, body, await detectMediaType(body.path), true)
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
