import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { readAllowedHosts, readEnvironment } from './settings.ts'
import { makeFolder } from './testing/sandbox-server.ts'

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
  ['--allow-host', {}, ['nas:80']],
  ['--allow-host', {}, ['']],
  ['REFDROP_HOSTS', { REFDROP_HOSTS: 'nas;drop' }, []],
])('readAllowedHosts names %s when a name in it is malformed', (source, environment, names) => {
  expect(() => readAllowedHosts(environment as Record<string, string>, names)).toThrow(source)
})
