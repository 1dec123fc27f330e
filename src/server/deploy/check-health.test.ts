import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runScript } from '../testing/deploy-script.ts'
import { serveUpstream } from '../testing/http-server.ts'
import { serveApp } from '../testing/served-app.ts'
import { takeFreePort } from '../testing/start-process.ts'

const isHealthy = (port: number | string, ...more: string[]) =>
  runScript('check-health.mjs', '--port', String(port), ...more).then(
    () => true,
    () => false,
  )

test.each([
  ['at the root', '', true],
  ['at the root', '/refdrop', false],
  ['below a path', '/refdrop', true],
  ['below a path', '', false],
])('a server %s is healthy when its option is "%s": %s', async (place, asked, healthy) => {
  const base = place === 'at the root' ? '' : '/refdrop'
  const { port } = await serveApp({ access: { base } })
  expect(await isHealthy(port, ...(asked === '' ? [] : ['--base', `${asked}/`]))).toBe(healthy)
})

test('a server without its page is not healthy', async () => {
  const { port, dataFolder } = await serveApp()
  expect(await isHealthy(port)).toBe(true)
  await rm(join(dataFolder, '../dist/index.html'))
  expect(await isHealthy(port)).toBe(false)
})

test('a server that fails, does not run or has a bad port is not healthy', async () => {
  const failing = await serveUpstream((_, response) => response.writeHead(500).end())
  expect(await isHealthy(new URL(failing).port)).toBe(false)
  expect(await isHealthy(await takeFreePort())).toBe(false)
  expect(await isHealthy('none')).toBe(false)
})

const UNSHARE = ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc']

/** Runs a program as the first process of a container. Resolves with whether it exits with 0. */
const runFirst = (...words: string[]): Promise<boolean> =>
  new Promise((resolve) =>
    execFile('/usr/bin/unshare', [...UNSHARE, ...words], (error) => resolve(!error)),
  )

test.skipIf(!(await runFirst('true')))(
  'the check of a container has the options of its server',
  async () => {
    const { port } = await serveApp({ access: { base: '/refdrop' } })
    const health = fileURLToPath(new URL('check-health.mjs', import.meta.url))
    const check = (...options: string[]) =>
      runFirst('sh', '-c', `"${process.execPath}" "${health}"; exit $?`, 'start.mjs', ...options)
    expect(await check('--no-key', '--port', String(port), '--base', '/refdrop')).toBe(true)
    expect(await check('--no-key', '--port', String(port))).toBe(false)
  },
)
