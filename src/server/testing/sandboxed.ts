import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createSandbox, type SandboxOptions } from '../sandbox/sandbox.ts'
import { mountHandler } from './http-server.ts'

/** An empty folder until the test is over. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refdrop-'))
  // A server may still write into it for a moment.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

interface Options extends SandboxOptions {
  /** Called each time a call is over, answered or not. */
  onEnd?: (path: string) => void
}

/** A running sandbox. Resolves with the URL that stands for `/sandbox`. */
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

/** A key that nobody had before, so an account with no files; never one that begins with varg_bad. */
export function newKey(): string {
  return `varg_key_${randomUUID()}`
}

/** Something that is a GIF by its first bytes and like no other. */
export function newGif(size = 64): Buffer {
  return Buffer.concat([Buffer.from('GIF89a'), randomBytes(size - 6)])
}

export function hashOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
