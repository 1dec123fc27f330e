import { VARG_API } from '../../core/api/gateways.ts'
import { StartError } from '../start-error.ts'

/** The gateway to which the proxy forwards calls. */
export interface Upstream {
  secure: boolean
  /** Host name, or IP address. An IPv6 address has no brackets. */
  hostname: string
  port: number
  /** The value of the `Host` header. Includes a port that is not the default. */
  host: string
  /** The path before `/v1`: empty, or `/some/path` without a trailing slash. */
  basePath: string
  /** Host and base path, for people. */
  label: string
  /** Scheme, host and base path without a trailing slash. */
  url: string
}

/** A version of the contract or the path of a call, at the end of a path. */
const CALL = /\/v[12](?:\/(?:files(?:\/\w+)?|balance|billing(?:\/balance)?|me|estimate|jobs))?$/i

/**
 * Parses a base URL such as `https://api.varg.ai`, which is the default.
 *
 * @throws {StartError} if it is not http(s), ends in a version or call, or has a query, a fragment
 *   or credentials
 */
export function parseUpstream(text: string | undefined): Upstream {
  const given = text?.trim() || VARG_API
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw refuse('must be a URL that begins with http:// or https://', given)
  }
  // The message omits the URL, because it contains a password.
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

/** Whether the upstream is on this machine, so that requests to it pass no network. */
export function isLoopback({ hostname }: Upstream): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|::1|::ffff:7f[\da-f]{2}:[\da-f]+)\.?$/.test(
    hostname,
  )
}

/** Whether the host is varg.ai or a subdomain. */
export function isOfVarg({ hostname }: Upstream): boolean {
  return /^(.+\.)?varg\.ai\.?$/.test(hostname)
}

function refuse(rule: string, given?: string): StartError {
  const shown = given === undefined ? '' : `, but is “${given}”`
  return new StartError(`VARG_GATEWAY_URL ${rule}${shown}.`)
}
