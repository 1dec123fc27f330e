import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import send from 'send'
import { sendError } from '../http/response.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { isPlainMedia } from './media-type.ts'
import { pathInSandbox, readPublicPath } from './public-url.ts'
import type { ContractRules } from './sandbox-request.ts'

/** Files may be hostile and share the page's origin, so they may only show themselves. */
const POLICY = [
  "default-src 'none'",
  // Chromium opens media in a document of its own, which loads and styles them.
  "img-src 'self'",
  "media-src 'self'",
  "style-src 'unsafe-inline'",
  'sandbox',
].join('; ')

export function isFileRequest({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/u/')
}

/** Serves a file to every client, as a public bucket does: with ranges, ETag and HEAD. */
export async function servePublicFile(
  request: IncomingMessage,
  response: ServerResponse,
  store: FileStore,
  { changeServing }: Pick<ContractRules, 'changeServing'>,
): Promise<void> {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const file = reads ? await findPublicFile(request.url ?? '', store) : undefined
  if (file === undefined) return sendMissing(response)
  const { headers, options } = changeServing({
    headers: fileHeaders(file),
    options: { root: dirname(file.path), index: false, maxAge: '1y', immutable: true },
  })
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  send(request, `/${basename(file.path)}`, options)
    .on('error', (error: { status?: number }) => {
      response.removeHeader('Content-Disposition')
      if (response.headersSent) response.destroy()
      else if (error.status === 404) sendMissing(response)
      else
        sendError(response, error.status ?? 500, {
          error: 'RequestError',
          message: 'This cannot be served.',
        })
    })
    .pipe(response)
}

/**
 * Whether the URL points to this sandbox, by the client's host or a loopback name, and has no
 * file. Other URLs are not checked.
 */
export async function isMissingFile(
  request: IncomingMessage,
  store: FileStore,
  url: string,
): Promise<boolean> {
  const path = pathInSandbox(request, url)
  return path !== undefined && (await findPublicFile(path, store)) === undefined
}

/** Finds a file by a path below the base of the sandbox. */
export async function findPublicFile(path: string, store: FileStore) {
  const named = readPublicPath(path)
  if (named === undefined) return undefined
  const file = await store.find(named.account, named.digest)
  return file?.extension === named.extension ? { ...file, ...named } : undefined
}

function fileHeaders(file: StoredFile & { digest: string }): Record<string, string> {
  const attachment = `attachment; filename="${basename(file.path)}"`
  return {
    'Content-Type': file.mediaType,
    ETag: `"${file.digest}"`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': POLICY,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Allow-Origin': '*',
    ...(!isPlainMedia(file.mediaType) && { 'Content-Disposition': attachment }),
  }
}

function sendMissing(response: ServerResponse): void {
  sendError(response, 404, { error: 'NotFoundError', message: 'There is no such file.' })
}
