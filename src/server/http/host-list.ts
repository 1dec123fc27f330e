import { isIPv4, isIPv6 } from 'node:net'
import { hostname } from 'node:os'
import { domainToASCII } from 'node:url'

/** A host with an optional port, as in a `Host` header. */
export interface Authority {
  /** Lower case. An IPv6 address is in brackets and in its shortest form. */
  name: string
  /** The name and the port, if given. */
  host: string
}

const AUTHORITY = /^(?<name>\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(?<port>[1-9]\d{0,4}))?$/

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/

/** Returns undefined unless the text is one plain name or address with an optional port. */
export function parseAuthority(text: string): Authority | undefined {
  const { name: given = '', port } = AUTHORITY.exec(text.toLowerCase())?.groups ?? {}
  const name = given.startsWith('[') ? shortenIPv6(given) : given
  if (name === undefined || Number(port ?? 1) > 65_535) return undefined
  if (!name.startsWith('[') && !isName(name)) return undefined
  return { name, host: port === undefined ? name : `${name}:${port}` }
}

/** Parses a configured name or address into the form of {@link Authority.name}. */
export function parseAllowedHost(text: string): string | undefined {
  const given = text.trim()
  const name = isIPv6(given) ? `[${given}]` : given.startsWith('[') ? given : domainToASCII(given)
  const authority = parseAuthority(name)
  return authority?.name === authority?.host ? authority?.name : undefined
}

/**
 * Returns a check for the host names of this server. A foreign page may have pointed any other name
 * to this machine (DNS rebinding). It cannot do this with an IP address.
 *
 * @param listened the address or name that the server listens on
 * @param allowed as {@link parseAllowedHost} returns them
 */
export function createHostList(
  listened: string,
  allowed: readonly string[],
): (name: string) => boolean {
  const own = parseAllowedHost(listened)
  const names = new Set([...namesOfMachine(), ...allowed, ...(own === undefined ? [] : [own])])
  const isAnyAddress = own === '0.0.0.0' || own === '[::]'
  return (name) =>
    isLoopbackHost(name) ||
    names.has(name) ||
    (isAnyAddress && (isIPv4(name) || name.startsWith('[')))
}

/** Includes names below `localhost`, which browsers resolve to loopback without DNS (RFC 6761). */
export function isLoopbackHost(name: string): boolean {
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))
}

function namesOfMachine(): string[] {
  const name = hostname().toLowerCase()
  const [first = name] = name.split('.')
  return name === '' ? [] : [name, first, `${first}.local`]
}

function isName(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => LABEL.test(label))
}

function shortenIPv6(bracketed: string): string | undefined {
  return isIPv6(bracketed.slice(1, -1)) ? new URL(`http://${bracketed}`).hostname : undefined
}
