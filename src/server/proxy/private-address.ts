import { lookup } from 'node:dns'
import { lookup as lookupAll } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that are this machine, its surroundings, or nobody in particular. */
const PRIVATE_4: [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

const PRIVATE_6: [address: string, bits: number][] = [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // Tunnels hold an IPv4 address that may be any.
  ['2001::', 32],
  ['2002::', 16],
]

const PRIVATE = new BlockList()
for (const [address, bits] of PRIVATE_6) PRIVATE.addSubnet(address, bits, 'ipv6')
for (const [address, bits] of PRIVATE_4) {
  PRIVATE.addSubnet(address, bits, 'ipv4')
  // The same, behind a translator from IPv6 to IPv4, and in the old notation for both.
  for (const prefix of ['64:ff9b::', '::']) {
    PRIVATE.addSubnet(`${prefix}${address}`, 96 + bits, 'ipv6')
  }
}

/** Whether it is an address of this machine or its surroundings. A name is none. */
export function isPrivateAddress(address: string): boolean {
  const [bare = ''] = address.split('%')
  const version = isIP(bare)
  return version !== 0 && PRIVATE.check(bare, version === 6 ? 'ipv6' : 'ipv4')
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
