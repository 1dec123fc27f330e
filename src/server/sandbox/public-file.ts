import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import send from 'send'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { getForwardedProtocol } from '../http/forwarded-protocol.ts'
import { sendError } from '../http/response.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { isPlainMedia } from './media-type.ts'
import type { ContractRules } from './sandbox-request.ts'

const PATH =
  /^\/u\/(?<account>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(?<digest>[0-9a-f]{64})\.(?<extension>[a-z0-9]{1,16})$/

/** Files may be hostile and share the page's origin, so they may only show themselves. */
const POLICY = [
  "default-src 'none'",
  // Chromium opens media in a document of its own, which loads and styles them.
  "img-src 'self'",
  "media-src 'self'",
  "style-src 'unsafe-inline'",
  'sandbox',
].join('; ')

/** The URL at which {@link servePublicFile} serves the file to this client. */
export function publicUrl(
  request: IncomingMessage,
  accountId: string,
  digest: string,
  extension: string,
): string {
  const path = `/u/${accountId}/${digest}.${extension}`
  const protocol = getForwardedProtocol(request) ?? 'http'
  return `${protocol}://${hostOf(request)}${GATEWAYS.sandbox.base}${path}`
}

/** The `Host` header if it is a valid host, else `localhost` with the server's port. */
function hostOf({ headers, socket }: IncomingMessage): string {
  const url = `http://${headers.host}`
  const isHost = /^[^\s@/\\?#]+$/.test(headers.host ?? '') && URL.canParse(url)
  return isHost ? new URL(url).host : `localhost:${socket.localPort}`
}

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
  const file = reads ? await findFile(request.url ?? '', store) : undefined
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
  const { host, hostname, port, pathname, search } = new URL(url)
  const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  const isHere =
    host === hostOf(request) || (isLoopback && Number(port) === request.socket.localPort)
  if (!isHere || !pathname.startsWith(`${GATEWAYS.sandbox.base}/`)) return false
  const path = (pathname + search).slice(GATEWAYS.sandbox.base.length)
  return (await findFile(path, store)) === undefined
}

async function findFile(path: string, store: FileStore) {
  const { account, digest, extension } = PATH.exec(path)?.groups ?? {}
  if (account === undefined || digest === undefined) return undefined
  const file = await store.find(account, digest)
  return file === undefined || file.extension !== extension ? undefined : { ...file, digest }
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
