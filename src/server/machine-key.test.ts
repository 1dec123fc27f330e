import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findMachineKey } from './machine-key.ts'

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

test('the environment wins', async () => {
  await writeCredentials('{"api_key":"varg_file"}')
  expect(await findMachineKey({ VARG_API_KEY: ' varg_environment ' }, warn)).toBe(
    'varg_environment',
  )
  expect(warn).not.toHaveBeenCalled()
})

test.each([[{}], [{ VARG_API_KEY: '' }]])(
  'else what `vargai login` wrote: %o',
  async (environment) => {
    await writeCredentials('{"api_key":"varg_file","other":1}\n')
    expect(await findMachineKey(environment as Record<string, string>, warn)).toBe('varg_file')
  },
)

test('no file is no key and no warning', async () => {
  expect(await findMachineKey({}, warn)).toBeNull()
  expect(warn).not.toHaveBeenCalled()
})

test.each([
  '',
  '{',
  '[]',
  '{"api_key":5}',
  '{"api_key":"secret"}',
  '{"api_key":"varg_a\\r\\nX: secret"}',
])('a malformed file is passed over with one line: %s', async (text) => {
  await writeCredentials(text)
  expect(await findMachineKey({}, warn)).toBeNull()
  expect(warn).toHaveBeenCalledOnce()
  expect(warn).toHaveBeenCalledWith(expect.not.stringContaining('secret'))
})

test('a variable that is no key is passed over without being repeated', async () => {
  await writeCredentials('{"api_key":"varg_file"}')
  expect(await findMachineKey({ VARG_API_KEY: 'secret' }, warn)).toBe('varg_file')
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.not.stringContaining('secret'))
})
