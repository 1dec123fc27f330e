import ipaddr from 'ipaddr.js'

/** IANA's special-purpose registries for IPv4 and IPv6, multicast and returned networks. */
export const SPECIAL_NETWORKS: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.0.0/29',
  '192.0.0.8/32',
  '192.0.0.9/32',
  '192.0.0.10/32',
  '192.0.0.170/31',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32',
  '::/128',
  '::1/128',
  '::ffff:127.0.0.0/104',
  '64:ff9b:1::/48',
  '100::/64',
  '100:0:0:1::/64',
  '2001::/23',
  '2001::/32',
  '2001:1::1/128',
  '2001:1::2/128',
  '2001:1::3/128',
  '2001:2::/48',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:10::/28',
  '2001:20::/28',
  '2001:30::/28',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

/** An address inside of the network, which is not its first or last. */
function inside(network: string): string {
  const kind = network.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4
  const bytes = kind.networkAddressFromCIDR(network).toByteArray()
  const [, bits] = ipaddr.parseCIDR(network)
  if (bits < bytes.length * 8 - 1) bytes[bytes.length - 1] = Number(bytes.at(-1)) | 1
  return ipaddr.fromByteArray(bytes).toString()
}

/** An address of each network, and addresses that lead to private IPv4 addresses. */
export const SPECIAL_ADDRESSES: readonly string[] = [
  ...SPECIAL_NETWORKS.map(inside),
  // Mapped, compatible, translated and tunneled forms of 127.0.0.1 and 169.254.169.254.
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::127.0.0.1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  '2001:0:7f00:1::1',
  '2606:4700::5efe:127.0.0.1',
  '168.63.129.16',
  'fd00:ec2::254',
]
