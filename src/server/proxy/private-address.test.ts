import { expect, test } from 'vitest'
import { isPrivateAddress, isPrivateHost, lookupPublic, PrivateAddress } from './private-address.ts'

test.each([
  '127.0.0.1',
  '127.255.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  'fd00::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '2002:7f00:1::',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each([
  '8.8.8.8',
  '11.0.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
  '2606:4700::1111',
  'localhost',
  '',
])('“%s” is no private address', (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['::1', true],
  ['192.0.2.1', false],
  ['gateway.invalid', false],
])('the host %s is private: %s', async (hostname, expected) => {
  expect(await isPrivateHost(hostname)).toBe(expected)
})

function find(hostname: string, all: boolean): Promise<unknown[]> {
  return new Promise((resolve) => {
    lookupPublic(hostname, { all }, (...found) => resolve(found))
  })
}

test.each([true, false])(
  'a name that stands for a private address is not found, all: %s',
  async (all) => {
    const [error] = await find('localhost', all)
    expect(error).toBeInstanceOf(PrivateAddress)
  },
)

test('a public address is found as Node finds it', async () => {
  expect(await find('192.0.2.1', false)).toEqual([null, '192.0.2.1', 4])
  expect(await find('192.0.2.1', true)).toEqual([null, [{ address: '192.0.2.1', family: 4 }]])
})

test('what is not found is not found', async () => {
  expect(await find('gateway.invalid', true)).toMatchObject([{ code: 'ENOTFOUND' }, []])
})
