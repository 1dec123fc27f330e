import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { SPECIAL_NETWORKS } from '../testing/special-networks.ts'
import { isPrivateAddress, isPrivateHost, lookupPublic, PrivateAddress } from './private-address.ts'

function endsOf(network: string): string[] {
  const kind = network.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4
  const first = kind.networkAddressFromCIDR(network)
  return [first, kind.broadcastAddressFromCIDR(network)].map(String)
}

test.each(SPECIAL_NETWORKS)('isPrivateAddress is true for the ends of %s', (network) => {
  for (const address of endsOf(network))
    expect([address, isPrivateAddress(address, {})]).toEqual([address, true])
})

test.each([
  '::127.0.0.1',
  '::8.8.8.8',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '::FFFF:0A00:0001',
  '0:0:0:0:0:ffff:10.0.0.1',
  '::ffff:0:10.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::168.63.129.16',
  '64:ff9b:1::808:808',
  '2002:808:808::1',
  '2001:0:808:808::1',
  '2606:4700::5efe:10.0.0.1',
  '2606:4700::200:5efe:10.0.0.1',
  'fe80::1%eth0',
  '4000::1',
  'fbff::1',
  '1fff::1',
  '168.63.129.16',
  '::ffff:168.63.129.16',
  '169.254.169.254',
  'fd00:ec2::254',
])('isPrivateAddress is true for %s', (address) => {
  expect(isPrivateAddress(address, {})).toBe(true)
})

test.each([
  '8.8.8.8',
  '11.0.0.1',
  '168.63.129.15',
  '172.15.255.255',
  '172.32.0.1',
  '192.0.1.0',
  '192.167.0.1',
  '198.20.0.0',
  '223.255.255.255',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
  '2000::1',
  '2606:4700::1111',
  '2606:4700::5efe:8.8.8.8',
  '2606:4700::1:5efe:10.0.0.1',
  'localhost',
  '0x7f.1',
  '',
  '%',
])('isPrivateAddress is false for “%s”', (address) => {
  expect(isPrivateAddress(address, {})).toBe(false)
})

test('isPrivateAddress is true for the networks of the given interfaces', () => {
  const rest = { netmask: '', mac: '', internal: false }
  const interfaces: ReturnType<typeof networkInterfaces> = {
    eth0: [{ ...rest, family: 'IPv4', address: '8.8.4.7', cidr: '8.8.4.7/24' }],
    eth1: [
      { ...rest, family: 'IPv6', address: '2606:4700::5', scopeid: 0, cidr: '2606:4700::5/64' },
    ],
    odd0: [{ ...rest, family: 'IPv4', address: '1.1.1.1', cidr: null }],
    gone0: undefined,
  }
  const near = ['8.8.4.4', '::ffff:8.8.4.4', '64:ff9b::8.8.4.4', '2606:4700::9']
  const far = ['8.8.5.4', '2606:4700:0:1::9', '1.1.1.2']
  const found = [...near, ...far].filter((address) => isPrivateAddress(address, interfaces))
  expect(found).toEqual(near)
  expect([...near, ...far].filter((address) => isPrivateAddress(address, {}))).toEqual([])
})

test('isPrivateAddress reads the current interfaces by default', () => {
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? [])
  expect(own.filter(({ address }) => !isPrivateAddress(address))).toEqual([])
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['::1', true],
  ['8.8.8.8', false],
  ['192.0.2.1', true],
  ['0x7f.1', true],
  ['gateway.invalid', false],
])('isPrivateHost of %s is %s', async (hostname, expected) => {
  expect(await isPrivateHost(hostname)).toBe(expected)
})

function find(hostname: string, all: boolean): Promise<unknown[]> {
  return new Promise((resolve) => {
    lookupPublic(hostname, { all }, (...found) => resolve(found))
  })
}

test.each([true, false])(
  'lookupPublic rejects a name with a private address when all is %s',
  async (all) => {
    const [error] = await find('localhost', all)
    expect(error).toBeInstanceOf(PrivateAddress)
  },
)

test('lookupPublic resolves a public address as Node does', async () => {
  expect(await find('8.8.8.8', false)).toEqual([null, '8.8.8.8', 4])
  expect(await find('8.8.8.8', true)).toEqual([null, [{ address: '8.8.8.8', family: 4 }]])
})

test('lookupPublic reports a name that cannot be resolved', async () => {
  expect(await find('gateway.invalid', true)).toMatchObject([{ code: 'ENOTFOUND' }, []])
})
