import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { describeStart, serve } from './http/serve.ts'
import { readAllowedHosts, readEnvironment, readSettings } from './settings.ts'
import { StartError } from './start-error.ts'
import { makeFolder, newKey } from './testing/sandbox-server.ts'
import { ACCESS } from './testing/served-app.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('readEnvironment prefers variables, then files of the mode, then local files', async () => {
  const root = await makeFolder()
  const files = {
    '.env': 'A=env\nB=env\nC=env\nD="of two words" # and a comment\nE=env',
    '.env.local': 'A=local\nB=local\nC=local',
    '.env.production': 'A=mode\nB=mode',
    '.env.production.local': 'A=mode local',
    '.env.development': 'F=other mode',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text)
  vi.stubEnv('E', '')
  expect(readEnvironment(root, 'production')).toMatchObject({
    A: 'mode local',
    B: 'mode',
    C: 'local',
    D: 'of two words',
    E: '',
  })
  expect(readEnvironment(root, 'production')).not.toHaveProperty('F')
})

test('readEnvironment ignores a folder named like a file', async () => {
  const root = await makeFolder()
  await mkdir(join(root, '.env'))
  expect(readEnvironment(root, 'production').PATH).toBe(process.env.PATH)
})

test('readAllowedHosts joins the options and the variable', () => {
  const environment = { REFDROP_HOSTS: ' nas.local, drop.example 10.0.0.5,,' }
  expect(readAllowedHosts(environment, ['NAS', '::1'])).toEqual([
    'nas',
    '[::1]',
    'nas.local',
    'drop.example',
    '10.0.0.5',
  ])
  expect(readAllowedHosts({})).toEqual([])
})

test.each([
  [['nas:80'], {}, /^--allow-host takes .* not “nas:80”\.$/],
  [['nas', ''], {}, /^--allow-host takes .* not “”\.$/],
  [[], { REFDROP_HOSTS: 'nas, http://nas' }, /^REFDROP_HOSTS takes .* not “http:\/\/nas”\.$/],
  [[], { REFDROP_HOSTS: 'nas;drop' }, /^REFDROP_HOSTS takes .* not “nas;drop”\.$/],
])('readSettings rejects the malformed name in %o or %o', async (names, environment, sentence) => {
  const access = { ...ACCESS, allowHosts: names }
  const read = async () => readSettings(await makeFolder(), environment, access, () => {})
  await expect(read).rejects.toThrow(StartError)
  await expect(read).rejects.toThrow(sentence)
})

test.each([
  ['VARG_GATEWAY_URL', 'https://api.varg.ai/v1', /^VARG_GATEWAY_URL .* drop the \/v1/],
  ['REFDROP_SANDBOX_LIMIT', '5 apples', /^REFDROP_SANDBOX_LIMIT must be a size .*“5 apples”\.$/],
  ['REFDROP_SANDBOX', 'no', /^REFDROP_SANDBOX must be on or off, but not “no”\.$/],
  [
    'HTTPS_PROXY',
    'socks5://me:secret@localhost:1080',
    /^HTTPS_PROXY must be the URL of an HTTP proxy/,
  ],
  ['http_proxy', 'http://localhost:port', /^http_proxy must be the URL of an HTTP proxy/],
])('readSettings rejects %s=%s in one sentence', async (name, value, sentence) => {
  const read = async () => readSettings(await makeFolder(), { [name]: value }, ACCESS, () => {})
  await expect(read).rejects.toThrow(StartError)
  await expect(read).rejects.toThrow(sentence)
  await expect(read).rejects.toThrow(/^((?!secret).)+\.$/)
})

test.each([
  [{}, /^Every account of this machine can spend with its key: .* --no-key stops that\.$/],
  [{ usesKey: false }, undefined],
  [{ behindProxy: true }, /^The key of this machine is not used, .* --share-key shares/],
  [{ host: '0.0.0.0' }, /^The key of this machine is not used, .* --share-key shares/],
  [{ behindProxy: true, sharesKey: true }, /^Everyone who can open this address can spend/],
])(
  'describeStart says who can spend with the server key when started with %o',
  async (access, sentence) => {
    const options = { ...ACCESS, ...access }
    const key = newKey()
    const settings = await readSettings(
      await makeFolder(),
      { VARG_API_KEY: key },
      options,
      () => {},
    )
    const lines = describeStart({ ...options, port: 4173 }, settings)
    expect(lines).toHaveLength(sentence === undefined ? 2 : 3)
    if (sentence === undefined) expect(lines.join()).not.toContain('spend')
    else expect(lines[2]).toMatch(sentence)
    expect(lines.join()).not.toContain(key)
  },
)

test.each([
  [true, undefined, true],
  [true, 'on', true],
  [true, 'off', false],
  [false, undefined, false],
  [false, 'on', false],
])(
  'readSettings with hasSandbox %s and REFDROP_SANDBOX %s decides %s',
  async (hasSandbox, value, has) => {
    const environment: Record<string, string> =
      value === undefined ? {} : { REFDROP_SANDBOX: value }
    const options = { ...ACCESS, hasSandbox }
    const settings = await readSettings(await makeFolder(), environment, options, () => {})
    expect(settings.sandbox !== null).toBe(has)
    const [, line] = describeStart({ ...options, port: 4173 }, settings)
    expect(line).toMatch(has ? /The sandbox keeps its files in / : /There is no sandbox$/)
  },
)

test('serve says what to do when there is no dist', async () => {
  const options = { ...ACCESS, root: await makeFolder(), port: 4173, verbose: false }
  await expect(serve(options)).rejects.toThrow(StartError)
  await expect(serve(options)).rejects.toThrow(
    /^There is no .* in dist\/ yet: start without --no-build/,
  )
})
