import { lookup } from 'node:dns'
import { lookup as lookupAll } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

type Interfaces = ReturnType<typeof networkInterfaces>

/** Global unicast IPv6 addresses (RFC 4291, 2.4). */
const GLOBAL_6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** IPv4 addresses behind a translator (RFC 6052). `64:ff9b:1::/48` is for local use. */
const TRANSLATED_4 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/** Azure's platform services for a virtual machine. No registry lists this address. */
const AZURE_HOST = ipaddr.IPv4.parse('168.63.129.16')

/**
 * Whether an address is not a public unicast address. Addresses in the networks of this machine's
 * interfaces are private too. Returns false for a name.
 *
 * An IPv6 address that embeds a private IPv4 address is private.
 *
 * @param interfaces read for each call, because interfaces change
 */
export function isPrivateAddress(address: string, interfaces = networkInterfaces()): boolean {
  const parsed = parseAddress(address)
  if (parsed === undefined) return false
  if (isSpecial(parsed) || isInOwnNetwork(parsed, interfaces)) return true
  const embedded = findEmbedded(parsed)
  return embedded !== undefined && isPrivateAddress(embedded, interfaces)
}

/** Removes the zone and converts a mapped IPv4 address to IPv4. */
function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const [bare = ''] = address.split('%')
  switch (isIP(bare)) {
    case 4:
      return ipaddr.IPv4.parse(bare)
    case 6: {
      // The URL parser writes dotted parts as hex. ipaddr.js reads `::1.2.3.4` as `::ffff:1.2.3.4`.
      const parsed = ipaddr.IPv6.parse(new URL(`http://[${bare}]`).hostname.slice(1, -1))
      return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
    }
    default:
      return undefined
  }
}

function isSpecial(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address instanceof ipaddr.IPv4) {
    return address.range() !== 'unicast' || address.match(AZURE_HOST, 32)
  }
  if (address.match(TRANSLATED_4)) return false
  return address.range() !== 'unicast' || !address.match(GLOBAL_6)
}

/** The embedded IPv4 address that a translator or a tunnel would use. */
function findEmbedded(address: ipaddr.IPv4 | ipaddr.IPv6): string | undefined {
  if (address instanceof ipaddr.IPv4) return undefined
  const holdsOne = address.match(TRANSLATED_4) || isIsatap(address)
  return holdsOne ? address.toByteArray().slice(-4).join('.') : undefined
}

/** Whether the interface identifier is that of an ISATAP tunnel (RFC 5214, 6.1). */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (Number(parts[4]) & 0xfdff) === 0 && parts[5] === 0x5efe
}

function isInOwnNetwork(address: ipaddr.IPv4 | ipaddr.IPv6, interfaces: Interfaces): boolean {
  const own = Object.values(interfaces).flatMap((found) => found ?? [])
  return own.some(({ cidr }) => {
    if (cidr === null) return false
    const [network, bits] = ipaddr.parseCIDR(cidr)
    return network.kind() === address.kind() && address.match(network, bits)
  })
}

/** Whether all addresses of a name are private. Returns false if the name cannot be resolved. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const found = await lookupAll(hostname, { all: true }).catch(() => [])
  return found.length > 0 && found.every(({ address }) => isPrivateAddress(address))
}

/** The host has a private address, to which connections are not allowed. */
export class PrivateAddress extends Error {}

/**
 * Resolves a name as Node does, and fails if one address is private. The socket connects to the
 * checked addresses, so a name cannot change in between.
 */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? []
    if (error || first === undefined) return done(error ?? new Error('no address'), [])
    if (found.some(({ address }) => isPrivateAddress(address))) {
      return done(new PrivateAddress(), [])
    }
    if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}
