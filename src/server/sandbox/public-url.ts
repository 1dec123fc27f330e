import type { IncomingMessage } from 'node:http'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { getBasePath } from '../http/base-path.ts'
import { getForwardedProtocol } from '../http/forwarded-protocol.ts'

const PATH =
  /^\/u\/(?<account>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(?<digest>[0-9a-f]{64})\.(?<extension>[a-z0-9]{1,16})$/

/** The URL at which the file is served to this client. */
export function publicUrl(
  request: IncomingMessage,
  accountId: string,
  digest: string,
  extension: string,
): string {
  return `${baseUrl(request)}/u/${accountId}/${digest}.${extension}`
}

/** The URL of this sandbox for this client, without a version. */
export function baseUrl(request: IncomingMessage): string {
  const protocol = getForwardedProtocol(request) ?? 'http'
  return `${protocol}://${hostOf(request)}${basePathOf(request)}`
}

/** The path of this sandbox on its host. */
function basePathOf(request: IncomingMessage): string {
  return getBasePath(request) + GATEWAYS.sandbox.base
}

/** The `Host` header if it is a valid host, else `localhost` with the server's port. */
function hostOf({ headers, socket }: IncomingMessage): string {
  const url = `http://${headers.host}`
  const isHost = /^[^\s@/\\?#]+$/.test(headers.host ?? '') && URL.canParse(url)
  return isHost ? new URL(url).host : `localhost:${socket.localPort}`
}

/** The file that a path below the base of the sandbox names. It may not exist. */
export function readPublicPath(
  path: string,
): { account: string; digest: string; extension: string } | undefined {
  const { account, digest, extension } = PATH.exec(path)?.groups ?? {}
  return account && digest && extension ? { account, digest, extension } : undefined
}

/**
 * The path and query below the base of the sandbox. Undefined when the URL points elsewhere: not to
 * the client's host, and not to this port by a loopback name.
 */
export function pathInSandbox(request: IncomingMessage, url: string): string | undefined {
  const { host, hostname, port, pathname, search } = new URL(url)
  const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  const isHere =
    host === hostOf(request) || (isLoopback && Number(port) === request.socket.localPort)
  const base = basePathOf(request)
  return isHere && pathname.startsWith(`${base}/`)
    ? (pathname + search).slice(base.length)
    : undefined
}
