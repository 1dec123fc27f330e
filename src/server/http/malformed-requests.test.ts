import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, onTestFinished, test, vi } from 'vitest'
import { refdropServer } from '../plugin.ts'
import { ask } from '../testing/http-client.ts'
import { makeMalformed } from '../testing/malformed-requests.ts'
import { sendRaw } from '../testing/raw-client.ts'
import { makeFolder, newGif, newKey } from '../testing/sandbox-server.ts'
import { buildOnce, start, takeFreePort } from '../testing/start-process.ts'

const builtScript = buildOnce()

/** Sends malformed requests from several clients at a time, then uploads a file. */
async function attack(port: number, count: number): Promise<void> {
  const requests = makeMalformed(20260728, count)
  const sendAll = async () => {
    for (let next = requests.pop(); next !== undefined; next = requests.pop()) {
      // A server may wait for the rest of a request, so each client ends its side immediately.
      await sendRaw(port, next, { thenEnds: true, timeout: 1_000 })
    }
  }
  await Promise.all(Array.from({ length: 8 }, sendAll))
  const headers = { Authorization: `Bearer ${newKey()}` }
  const seen = await ask(`http://127.0.0.1:${port}/sandbox/v1/files`, {
    method: 'POST',
    headers,
    body: newGif(),
  })
  expect(seen).toMatchObject({ status: 200, json: { deduplicated: false } })
  expect((await ask(`http://127.0.0.1:${port}/`)).status).toBe(200)
}

test('the built server accepts an upload after 2,000 malformed requests', async () => {
  const port = await takeFreePort()
  const environment = { REFDROP_DATA: await makeFolder() }
  const args = ['--no-build', '--port', String(port)]
  const { output, process } = start(args, environment, builtScript())
  await expect.poll(() => output(), { timeout: 20_000 }).toContain('Refdrop is at')
  const before = output()
  await attack(port, 2_000)
  expect(process.exitCode).toBeNull()
  expect(output()).toBe(before)
}, 60_000)

test('the development server accepts an upload after 300 malformed requests', async () => {
  const root = await makeFolder()
  await writeFile(join(root, 'index.html'), '<!doctype html><title>The page</title>')
  vi.stubEnv('REFDROP_DATA', join(root, '.refdrop'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const port = await takeFreePort()
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [refdropServer()],
    server: { port, host: '127.0.0.1', cors: false },
    optimizeDeps: { noDiscovery: true },
  })
  await server.listen()
  onTestFinished(() => server.close())
  await attack(port, 300)
}, 60_000)
