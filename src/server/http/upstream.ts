import { VARG_API } from '../../core/api/gateways.ts'
import { StartError } from '../start-error.ts'

/** The gateway that the proxy sends on to. */
export interface Upstream {
  secure: boolean
  /** Name or address without brackets, as a socket wants it. */
  hostname: string
  port: number
  /** Host and port as in a URL; the `Host` header. */
  host: string
  /** What stands before `/v1`: empty, or `/some/path` without a slash at its end. */
  basePath: string
  /** What people are shown: the host with its base path. */
  label: string
  /** What programs are told: the same with `http://` or `https://`, and no slash at its end. */
  url: string
}

/** A version of the contract at the end of a path, or the path of a call. */
const CALL = /\/v[12](?:\/(?:files|balance|me))?$/i

/**
 * Reads a base URL such as `https://api.varg.ai`; nothing at all means that one.
 *
 * @throws {StartError} unless it is http(s) without `/v1`, `/v2` or a call, query, fragment and credentials
 */
export function parseUpstream(text: string | undefined): Upstream {
  const given = text?.trim() || VARG_API
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw refuse('must be a URL that begins with http:// or https://', given)
  }
  // The given text is not repeated here: it holds a password.
  if (url.username !== '' || url.password !== '') throw refuse('must not hold a user or password')
  if (given.includes('?')) throw refuse('must not hold a query', given)
  if (given.includes('#')) throw refuse('must not hold a fragment', given)
  const basePath = url.pathname.replace(/\/+$/, '')
  const [call] = CALL.exec(basePath) ?? []
  if (call !== undefined) {
    throw refuse(`must not end in ${call}: drop the ${call}, which is added to every call`, given)
  }
  const secure = url.protocol === 'https:'
  return {
    secure,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 443 : 80),
    host: url.host,
    basePath,
    label: url.host + basePath,
    url: url.origin + basePath,
  }
}

/** Whether it is on this machine, so that nothing sent there passes a network. */
export function isLoopback({ hostname }: Upstream): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|::1|::ffff:7f[\da-f]{2}:[\da-f]+)\.?$/.test(
    hostname,
  )
}

/** Whether it is at varg.ai or below it. */
export function isOfVarg({ hostname }: Upstream): boolean {
  return /^(.+\.)?varg\.ai\.?$/.test(hostname)
}

function refuse(rule: string, given?: string): StartError {
  const shown = given === undefined ? '' : `, but is “${given}”`
  return new StartError(`VARG_GATEWAY_URL ${rule}${shown}.`)
}
