import { randomBytes } from 'node:crypto'
import { cp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { ask, openSocket, readResponse } from './testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey } from './testing/sandbox-server.ts'
import { buildOnce, type Started, start, takeFreePort } from './testing/start-process.ts'

const SOME_TIME = { timeout: 20_000 }

const builtScript = buildOnce()

/** Starts the built project with its data in `folder` and waits until it listens. */
async function serve(folder: string, more: string[] = [], environment = {}) {
  const port = await takeFreePort()
  const args = ['--no-build', '--port', String(port), ...more]
  const started = start(args, { REFDROP_DATA: folder, ...environment }, builtScript())
  await expect.poll(() => started.output(), SOME_TIME).toContain('Refdrop is at')
  return { ...started, port, origin: `http://localhost:${port}` }
}

async function expectStop({ ended, output }: Started, code: number, sentence: RegExp) {
  expect([await ended, output()]).toEqual([code, expect.stringMatching(sentence)])
  // The output is one sentence without a stack.
  expect(output().trim().split('\n')).toHaveLength(1)
}

test('the process serves both loopback addresses, prints the address and ends on SIGTERM', async () => {
  const folder = await makeFolder()
  const { process, ended, output, port, origin } = await serve(folder, [], {
    VARG_GATEWAY_URL: 'http://gateway.invalid/base/',
  })
  expect(output()).toContain(`Refdrop is at ${origin}\n`)
  expect(output()).toContain('gateway.invalid/base')
  expect(output()).toContain(folder)
  const hosts = ['localhost', '127.0.0.1']
  if (await hasSecondLoopback()) hosts.push('[::1]')
  for (const host of hosts) {
    const seen = await ask(`http://${host}:${port}/machine`)
    expect(seen.json).toEqual({
      upstream: 'gateway.invalid/base',
      api: 'http://gateway.invalid/base',
      machineKey: null,
      machineAccount: null,
      imports: true,
      sandbox: expect.any(String),
    })
  }
  const started = output()
  await ask(`${origin}/sandbox/v1/balance`, { headers: { Authorization: `Bearer ${newKey()}` } })
  process.kill('SIGTERM')
  expect(await ended).toBe(0)
  // Only --verbose writes a line for each call.
  expect(output()).toBe(started)
}, 30_000)

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the process finishes uploads in flight and rejects new connections after %s',
  async (signal) => {
    const folder = await makeFolder()
    const { process, ended, port, output, origin } = await serve(folder)
    const socket = await beginUpload(port, folder)
    process.kill(signal)
    await expect.poll(() => output(), SOME_TIME).toContain('Waiting up to 10 s for 1 upload')
    // npm forwards the signal of the terminal, so the process receives it twice.
    process.kill(signal)
    await expect(ask(origin)).rejects.toThrow()
    socket.write(randomBytes(1_000_000))
    const seen = await readResponse(socket)
    expect(seen).toMatchObject({ status: 200, headers: { connection: 'close' } })
    expect(await ended).toBe(0)
    expect(await listFinal(folder)).toHaveLength(4)
  },
  30_000,
)

test('the process ends during an upload when a second signal arrives', async () => {
  const folder = await makeFolder()
  const { process, ended, port } = await serve(folder)
  const socket = await beginUpload(port, folder)
  const again = setInterval(() => process.kill('SIGINT'), 100)
  expect(await ended).toBe(1)
  clearInterval(again)
  socket.destroy()
}, 30_000)

test('the sandbox keeps whole files and removes a partial one when it restarts after a kill', async () => {
  const folder = await makeFolder()
  const key = newKey()
  const headers = { Authorization: `Bearer ${key}` }
  const gif = newGif()
  const first = await serve(folder)
  const { json } = await ask(`${first.origin}/sandbox/v1/files`, {
    method: 'POST',
    headers,
    body: gif,
  })
  const before = await listFinal(folder)
  expect(before).toHaveLength(4)

  const socket = await beginUpload(first.port, folder)
  first.process.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  socket.destroy()
  expect(await listFinal(folder)).toEqual(before)

  const temporary = join(folder, 'sandbox', 'temporary')
  expect(await readdir(temporary)).toHaveLength(1)
  const second = await serve(folder)
  expect(await readdir(temporary)).toEqual([])
  const { pathname } = new URL(String(json?.url))
  expect((await ask(second.origin + pathname)).bytes.equals(gif)).toBe(true)
  const again = await ask(`${second.origin}/sandbox/v1/files`, {
    method: 'POST',
    headers: { ...headers, 'X-Content-Hash': hashOf(gif) },
    body: gif,
  })
  expect(again.json).toMatchObject({ file_id: json?.file_id, deduplicated: true })
}, 60_000)

test.each(['127.0.0.1', '::1'])(
  'the process stops with one sentence when its port is taken at %s',
  async (host) => {
    if (host === '::1' && !(await hasSecondLoopback())) return
    const port = await takeFreePort()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, host, resolve))
    const environment = { REFDROP_DATA: await makeFolder() }
    const started = start(['--no-build', '--port', String(port)], environment, builtScript())
    await expectStop(started, 1, new RegExp(`^Port ${port} is taken .* choose another`))
    other.close()
  },
  30_000,
)

test('the process prints one line for each call and no key when started with --verbose', async () => {
  const environment = { VARG_GATEWAY_URL: 'http://127.0.0.1:9', VARG_API_KEY: newKey() }
  const started = await serve(await makeFolder(), ['--verbose'], environment)
  const { process, ended, origin, output } = started
  const before = output()
  const headers = { Authorization: `Bearer ${newKey()}`, 'Sec-Fetch-Site': 'same-origin' }
  await ask(`${origin}/sandbox/v1/balance?secret`, { headers })
  await ask(`${origin}/api/v1/me`, { headers: { 'Sec-Fetch-Site': 'same-origin' } })
  const last = await ask(`${origin}/api/v1/me`, { headers })
  await ask(`${origin}/machine`)
  const id = String(last.headers['x-refdrop-request'])
  expect(id).toMatch(/^[0-9a-f]{16}$/)
  process.kill('SIGTERM')
  await ended
  const lines = output().slice(before.length).split('\n').slice(0, -1)
  expect(lines).toEqual([
    expect.stringMatching(/^\S+Z \w{16} GET \/sandbox\/v1\/balance 200 in=0 out=\d+ ms=\S+$/),
    expect.stringContaining(' GET /api/v1/me 502 in=0 '),
    expect.stringMatching(new RegExp(` ${id} GET .* 127\\.0\\.0\\.1:9 refused the connection`)),
  ])
  expect(before).toMatch(/^Every account of this machine can spend with its key/m)
  expect(output()).not.toMatch(/varg_|secret/)
}, 30_000)

test('the process stops before the build with one sentence when a setting is malformed', async () => {
  const args = ['--port', String(await takeFreePort())]
  const started = start(args, { VARG_GATEWAY_URL: 'ftp://x' })
  await expectStop(started, 1, /^VARG_GATEWAY_URL must be a URL/)
}, 30_000)

test('the process stops with code 2 when an option is unknown', async () => {
  await expectStop(start(['--nope']), 2, /^Unknown option '--nope'.*--help\.$/m)
}, 30_000)

test('the process prints the help and starts no server when started with --help', async () => {
  const { ended, output } = start(['--help'])
  expect(await ended).toBe(0)
  expect(output()).toContain('npm start -- [options]')
}, 30_000)

test('the process says what to do when started with --no-build and without dist-server', async () => {
  const root = dirname(dirname(dirname(builtScript())))
  const copy = await makeFolder()
  await cp(root, copy, { recursive: true })
  await rm(join(copy, 'dist-server'), { recursive: true })
  const started = start(['--no-build'], {}, join(copy, relative(root, builtScript())))
  await expectStop(started, 1, /^There is no .* in dist\/ yet: start without --no-build/)
}, 30_000)

/** Sends the first half of an upload and waits until it is on disk. */
async function beginUpload(port: number, folder: string) {
  const socket = await openSocket(port)
  socket.on('error', () => {})
  const lines = [
    'POST /sandbox/v1/files HTTP/1.1',
    `Host: localhost:${port}`,
    `Authorization: Bearer ${newKey()}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\nContent-Length: 2000000\r\n\r\n`)
  socket.write(randomBytes(1_000_000))
  const temporary = join(folder, 'sandbox', 'temporary')
  await expect.poll(() => readdir(temporary), SOME_TIME).toHaveLength(1)
  return socket
}

/** @returns the names of all files except temporary ones */
async function listFinal(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('temporary'))
  return files.map(({ name }) => name).sort()
}

async function hasSecondLoopback(): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(0, '::1', () => server.close(() => resolve(true)))
  })
}
