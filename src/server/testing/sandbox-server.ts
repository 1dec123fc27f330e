import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ContentHash } from '../../core/api/contract.ts'
import { createSandbox, type SandboxOptions } from '../sandbox/sandbox.ts'
import { mountHandler } from './http-server.ts'

/** Makes an empty folder that exists until the test ends. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refdrop-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

interface Options extends SandboxOptions {
  /** Called when a request ends, with or without a response. */
  onEnd?: (path: string) => void
}

/** Serves a sandbox. Resolves with the URL of `/sandbox`. */
export async function serveSandbox(
  dataFolder: string,
  { onEnd = () => {}, ...options }: Options = {},
): Promise<string> {
  const sandbox = createSandbox(dataFolder, options)
  await sandbox.prepare()
  return mountHandler('/sandbox', async (request, response) => {
    await sandbox.handle(request, response)
    onEnd(request.url ?? '')
  })
}

/** A unique key, whose account has no files. It never starts with varg_bad. */
export function newKey(): string {
  return `varg_key_${randomUUID()}`
}

/** Unique bytes with the signature of a GIF. */
export function newGif(size = 64): Buffer {
  return Buffer.concat([Buffer.from('GIF89a'), randomBytes(size - 6)])
}

export function hashOf(bytes: Uint8Array): ContentHash {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
