import type { FileHandle } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { namedKind } from '../../core/media/media-kind.ts'
import { createSemaphore } from '../../core/queue/semaphore.ts'
import { detectInFile } from '../sandbox/media-type.ts'
import { codingsIn, decodeContent, limitEncoded, UnreadableContent } from './content-coding.ts'
import { describeFileStatus, describeUnreadable, ProxyFailure } from './failure.ts'
import { type GuardedFetchOptions, guardedFetch } from './guarded-fetch.ts'
import { asImportFailure, importFailure } from './import-failure.ts'
import { importedName } from './imported-name.ts'
import { openUnnamedFile, readUnnamedFile } from './unnamed-file.ts'

/** Maximum files that are imported at the same time, because each needs space. Others wait. */
const MAX_IMPORTS = 8

/** The beginning of a web page, which is what most URLs without a file return. */
const HTML = /^\uFEFF?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|script|title)\b/i

/** Characters in which {@link HTML} must begin. */
const HTML_HEAD = 1_024

/** A file that was fetched whole. */
export interface ImportedFile {
  /** Detected in the bytes. Starts with `image/`, `audio/` or `video/`, except for a container. */
  mediaType: string
  /** Of the media type, without its dot. */
  extension: string
  /** Safe as a name in any folder. */
  name: string
  /** In bytes. */
  size: number
  read(): Readable
}

interface ImportOptions {
  /** Maximum size of the file in bytes. */
  limit: number
  signal: AbortSignal
  /** The browser's `User-Agent`, because a CDN may reject others. */
  userAgent?: string | undefined
}

/**
 * Fetches the file at a URL of a public address, then passes it to `use`. The bytes are gone when
 * `use` has ended.
 *
 * @throws {ImportFailure} with the status and the cause for a response
 * @throws the reason of `signal` when it aborts, what `use` throws, and errors of the disk
 */
export type ImportUrl = <T>(
  url: string,
  options: ImportOptions,
  use: (file: ImportedFile) => Promise<T>,
) => Promise<T>

interface ImporterOptions extends Pick<GuardedFetchOptions, 'network' | 'proxies' | 'timeouts'> {
  /** Whether this server imports at all. */
  allowed: boolean
}

export function createImporter({ allowed, ...rest }: ImporterOptions): ImportUrl {
  const inSlot = createSemaphore(() => MAX_IMPORTS)
  return (url, options, use) => {
    const { signal } = options
    return inSlot(signal, async () => {
      if (!allowed) throw importFailure('import-off', {})
      const file = await openUnnamedFile()
      try {
        const facts = await fetchInTime(url, { ...rest, ...options }, file)
        return await use({ ...facts, read: () => readUnnamedFile(file) })
      } finally {
        await file.close()
      }
    })
  }
}

type FetchOptions = Omit<ImporterOptions, 'allowed'> & ImportOptions

/** Fetches the file with a limit for the whole time. */
async function fetchInTime(url: string, options: FetchOptions, file: FileHandle) {
  const { signal, timeouts } = options
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeouts.imported)
  try {
    const either = AbortSignal.any([signal, late.signal])
    return await fetchInto(file, url, { ...options, signal: either })
  } catch (caught) {
    signal.throwIfAborted()
    if (!late.signal.aborted) throw asImportFailure(caught)
    const seconds = timeouts.imported / 1000
    throw importFailure('file-timeout', { host: new URL(url).host, seconds })
  } finally {
    clearTimeout(timer)
  }
}

async function fetchInto(
  file: FileHandle,
  text: string,
  options: FetchOptions,
): Promise<Omit<ImportedFile, 'read'>> {
  const { url, incoming } = await guardedFetch(text, { userAgent: undefined, ...options })
  const { limit, signal } = options
  try {
    const { host } = url
    const { statusCode: status = 0, headers } = incoming
    if (status !== 200) throw describeFileStatus(host, status)
    const isPlain = codingsIn(headers['content-encoding']).length === 0
    const tooLarge = importFailure('file-too-large', { host, limit })
    if (isPlain && Number(headers['content-length'] ?? 0) > limit) throw tooLarge
    let size = 0
    for await (const chunk of bytesOf(incoming, host, limit)) {
      size += chunk.byteLength
      if (size > limit) throw tooLarge
      await file.appendFile(chunk)
    }
    signal.throwIfAborted()
    const type = await detectInFile(file)
    if (type === undefined || !(namedKind(type.mediaType) || type.isUndecided)) {
      const found = type?.mediaType ?? ((await isHtml(file)) ? 'text/html' : '')
      throw importFailure('file-not-media', { host, found })
    }
    const { mediaType, extension } = type
    return { mediaType, extension, name: importedName(url, headers, extension), size }
  } finally {
    incoming.destroy()
  }
}

/** The decoded bytes. Reports errors of the source in sentences about the host. */
async function* bytesOf(incoming: IncomingMessage, host: string, limit: number) {
  try {
    // A useful encoding makes a file smaller.
    yield* decodeContent(limitEncoded(incoming, 2 * limit), incoming.headers['content-encoding'])
  } catch (caught) {
    if (caught instanceof UnreadableContent) throw describeUnreadable(host, caught)
    if (caught instanceof ProxyFailure) throw caught
    throw importFailure('file-unfinished', { host })
  }
}

async function isHtml(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HTML_HEAD), position: 0 })
  return HTML.test(buffer.toString('utf8', 0, bytesRead))
}
