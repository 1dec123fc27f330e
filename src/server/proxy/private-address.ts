import { lookup } from 'node:dns'
import { lookup as lookupAll } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

type Interfaces = ReturnType<typeof networkInterfaces>

/** IPv6 addresses that are assigned to the internet: RFC 4291, 2.4. */
const GLOBAL_6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** IPv4 addresses as a translator sees them, RFC 6052. `64:ff9b:1::/48` is for local use. */
const TRANSLATED_4 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/** Azure's services for the machine itself. Routed nowhere else, but in no registry. */
const AZURE_HOST = ipaddr.IPv4.parse('168.63.129.16')

/**
 * Whether an address is anything but a unicast address of the internet. Addresses in the networks
 * of this machine's own interfaces are private too. A name is not.
 *
 * An IPv6 address that holds an IPv4 address is as private as that one.
 *
 * @param interfaces read each time, for they come and go
 */
export function isPrivateAddress(address: string, interfaces = networkInterfaces()): boolean {
  const parsed = parseAddress(address)
  if (parsed === undefined) return false
  if (isSpecial(parsed) || isNearby(parsed, interfaces)) return true
  const inside = findInside(parsed)
  return inside !== undefined && isPrivateAddress(inside, interfaces)
}

/** Without its zone, and a mapped IPv4 address as IPv4. */
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

/** The IPv4 address that a translator or a tunnel takes out of it. */
function findInside(address: ipaddr.IPv4 | ipaddr.IPv6): string | undefined {
  if (address instanceof ipaddr.IPv4) return undefined
  const holdsOne = address.match(TRANSLATED_4) || isIsatap(address)
  return holdsOne ? address.toByteArray().slice(-4).join('.') : undefined
}

/** The interface identifier of a tunnel: RFC 5214, 6.1. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (Number(parts[4]) & 0xfdff) === 0 && parts[5] === 0x5efe
}

function isNearby(address: ipaddr.IPv4 | ipaddr.IPv6, interfaces: Interfaces): boolean {
  const own = Object.values(interfaces).flatMap((found) => found ?? [])
  return own.some(({ cidr }) => {
    if (cidr === null) return false
    const [network, bits] = ipaddr.parseCIDR(cidr)
    return network.kind() === address.kind() && address.match(network, bits)
  })
}

/** Whether all that the name stands for is private. One that cannot be found is not. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const found = await lookupAll(hostname, { all: true }).catch(() => [])
  return found.length > 0 && found.every(({ address }) => isPrivateAddress(address))
}

/** The name stands for an address that may not be connected to. */
export class PrivateAddress extends Error {}

/**
 * Finds addresses for a socket as Node does, and fails where one is private. What is
 * connected to is what was looked at: a name cannot be another in between.
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
