import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findServerKey } from './server-key.ts'
import { parseUpstream } from './upstream.ts'

const VARG = parseUpstream(undefined)

const warn = vi.fn()
let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'refdrop-home-'))
  vi.stubEnv('HOME', home)
  vi.stubEnv('USERPROFILE', home)
  warn.mockReset()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(home, { recursive: true })
})

async function writeCredentials(text: string): Promise<void> {
  await mkdir(join(home, '.varg'))
  await writeFile(join(home, '.varg', 'credentials'), text)
}

test('findServerKey prefers the environment', async () => {
  await writeCredentials('{"api_key":"varg_file"}')
  expect(await findServerKey({ VARG_API_KEY: ' varg_environment ' }, VARG, warn)).toBe(
    'varg_environment',
  )
  expect(warn).not.toHaveBeenCalled()
})

test.each([[{}], [{ VARG_API_KEY: '' }]])(
  'findServerKey reads the credentials of `vargai login` with %o',
  async (environment) => {
    await writeCredentials('{"api_key":"varg_file","other":1}\n')
    expect(await findServerKey(environment as Record<string, string>, VARG, warn)).toBe('varg_file')
  },
)

test('findServerKey returns null without a warning when there is no file', async () => {
  expect(await findServerKey({}, VARG, warn)).toBeNull()
  expect(warn).not.toHaveBeenCalled()
})

test.each([
  '',
  '{',
  '[]',
  '{"api_key":5}',
  '{"api_key":"secret"}',
  '{"api_key":"varg_a\\r\\nX: secret"}',
])('findServerKey ignores a malformed file with one warning: %s', async (text) => {
  await writeCredentials(text)
  expect(await findServerKey({}, VARG, warn)).toBeNull()
  expect(warn).toHaveBeenCalledOnce()
  expect(warn).toHaveBeenCalledWith(expect.not.stringContaining('secret'))
})

test('findServerKey ignores a malformed variable without repeating it', async () => {
  await writeCredentials('{"api_key":"varg_file"}')
  expect(await findServerKey({ VARG_API_KEY: 'secret' }, VARG, warn)).toBe('varg_file')
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.not.stringContaining('secret'))
})

test.each([
  '"varg_environment"',
  "'varg_environment'",
  'Bearer varg_environment',
  '"Bearer varg_environment"',
  '“varg_environment”',
  'export VARG_API_KEY=varg_environment',
  'varg_environment # mine',
  '\uFEFFvarg_environment\u200B',
])('findServerKey reads the variable as the key field of the page does: %s', async (text) => {
  expect(await findServerKey({ VARG_API_KEY: text }, VARG, warn)).toBe('varg_environment')
  expect(warn).not.toHaveBeenCalled()
})

test.each([
  '\uFEFF{"api_key":"varg_file"}',
  '{"api_key":"Bearer varg_file"}',
  "{api_key: 'varg_file',}",
  'api_key = "varg_file"',
  'varg_file\n',
])('findServerKey reads the credentials as the key field of the page does: %s', async (text) => {
  await writeCredentials(text)
  expect(await findServerKey({}, VARG, warn)).toBe('varg_file')
  expect(warn).not.toHaveBeenCalled()
})

test('findServerKey warns of what it found instead of a key', async () => {
  const two = 'varg_0123456789abcdef varg_fedcba9876543210'
  expect(await findServerKey({ VARG_API_KEY: two }, VARG, warn)).toBeNull()
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    'VARG_API_KEY is not used: found two different keys (varg_…cdef, varg_…3210). Set one whole key, which starts with varg_.',
  )
})

test.each([
  ['https://api.varg.ai', true],
  ['https://varg.ai', true],
  ['https://eu.staging.varg.ai:8443/base', true],
  ['https://API.VARG.AI.', true],
  ['http://localhost:4173/sandbox', true],
  ['http://127.0.0.2:80', true],
  ['http://[::1]:5000', true],
  ['http://[::ffff:127.0.0.1]', true],
  ['http://api.varg.ai', false],
  ['https://evilvarg.ai', false],
  ['https://api.varg.ai.evil.test', false],
  ['https://localhost.evil.test', false],
  ['https://127.0.0.1.evil.test', false],
  ['https://gateway.test/api.varg.ai', false],
  ['http://10.0.0.1', false],
  ['http://[::ffff:10.0.0.1]', false],
])('findServerKey with credentials for %s returns a key: %s', async (url, goes) => {
  await writeCredentials('{"api_key":"varg_file_0123456789"}')
  const key = await findServerKey({}, parseUpstream(url), warn)
  expect(key).toBe(goes ? 'varg_file_0123456789' : null)
  if (goes) expect(warn).not.toHaveBeenCalled()
  else {
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('Set VARG_API_KEY'))
    expect(warn).toHaveBeenCalledWith(expect.not.stringContaining('0123456789'))
  }
})

test.each([
  ['http://gateway.test', true],
  ['http://api.varg.ai', true],
  ['http://192.168.1.2:8080', true],
  ['https://gateway.test', false],
  ['http://localhost:5000', false],
  ['http://127.0.0.1', false],
  ['http://[::1]', false],
])(
  'findServerKey returns the variable for %s with a warning of a plain connection: %s',
  async (url, warns) => {
    const key = await findServerKey({ VARG_API_KEY: 'varg_environment' }, parseUpstream(url), warn)
    expect(key).toBe('varg_environment')
    expect(warn.mock.calls).toEqual(
      warns
        ? [[`VARG_API_KEY goes to ${url} unencrypted: others on the network can read it.`]]
        : [],
    )
  },
)
