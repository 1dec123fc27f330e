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

/** Serves a built project with its data in `folder`, and waits until it does. */
async function serve(folder: string, more: string[] = [], environment = {}) {
  const port = await takeFreePort()
  const args = ['--no-build', '--port', String(port), ...more]
  const started = start(args, { REFDROP_DATA: folder, ...environment }, builtScript())
  await expect.poll(() => started.output(), SOME_TIME).toContain('Refdrop is at')
  return { ...started, port, origin: `http://localhost:${port}` }
}

async function expectStop({ ended, output }: Started, code: number, sentence: RegExp) {
  expect([await ended, output()]).toEqual([code, expect.stringMatching(sentence)])
  // One sentence, no stack.
  expect(output().trim().split('\n')).toHaveLength(1)
}

test('is at both loopback addresses, says where, and ends on SIGTERM', async () => {
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
      sandbox: expect.any(String),
    })
  }
  process.kill('SIGTERM')
  expect(await ended).toBe(0)
}, 30_000)

test.each(['SIGTERM', 'SIGINT'] as const)(
  'an upload in flight is finished after %s, and nothing new begins',
  async (signal) => {
    const folder = await makeFolder()
    const { process, ended, port, output, origin } = await serve(folder)
    const socket = await beginUpload(port, folder)
    process.kill(signal)
    await expect.poll(() => output(), SOME_TIME).toContain('Waiting up to 10 s for 1 upload')
    // npm passes the signal of the terminal on, so that it comes twice.
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

test('a second signal ends it in the middle of an upload', async () => {
  const folder = await makeFolder()
  const { process, ended, port } = await serve(folder)
  const socket = await beginUpload(port, folder)
  const again = setInterval(() => process.kill('SIGINT'), 100)
  expect(await ended).toBe(1)
  clearInterval(again)
  socket.destroy()
}, 30_000)

test('a process killed in the middle of an upload leaves no half file and forgets nothing', async () => {
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
  'a port that is taken at %s',
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

test.each([
  ['VARG_GATEWAY_URL', 'ftp://x', /^VARG_GATEWAY_URL must be a URL/],
  ['VARG_GATEWAY_URL', 'https://api.varg.ai/v1', /^VARG_GATEWAY_URL .* drop the \/v1/],
  ['REFDROP_SANDBOX_LIMIT', '5 apples', /^REFDROP_SANDBOX_LIMIT must be a size .*“5 apples”\.$/m],
])(
  '%s=%s',
  async (name, value, sentence) => {
    const args = ['--port', String(await takeFreePort())]
    await expectStop(start(args, { [name]: value }), 1, sentence)
  },
  30_000,
)

test.each([
  [['--nope'], {}, /^Unknown option '--nope'.*--help\.$/m],
  [['5000'], {}, /^Unexpected argument '5000'/],
  [['--port'], {}, /^Option '--port/],
  [['--port', '0'], {}, /^A port is a number/],
  [['--port', '70000'], {}, /^A port is a number/],
  [[], { PORT: 'abc' }, /^A port is a number/],
  [['--no-key', '--share-key'], {}, /^--no-key and --share-key contradict each other/],
])(
  '%o with %o',
  async (args, environment, sentence) => {
    await expectStop(start(args, environment as Record<string, string>), 2, sentence)
  },
  30_000,
)

test('--help explains and starts nothing', async () => {
  const { ended, output } = start(['--help'])
  expect(await ended).toBe(0)
  const options =
    '--port --host --allow-host --behind-proxy --no-key --share-key --allow-faults --no-build --verbose'
  for (const option of options.split(' ')) expect(output()).toContain(`${option} `)
}, 30_000)

test.each([
  [['--allow-host', 'nas:80'], {}, /^--allow-host takes .* not “nas:80”\.$/m],
  [['--allow-host', 'nas', '--allow-host', ''], {}, /^--allow-host takes .* not “”\.$/m],
  [[], { REFDROP_HOSTS: 'nas, http://nas' }, /^REFDROP_HOSTS takes .* not “http:\/\/nas”\.$/m],
])(
  'a malformed name stops the start: %o with %o',
  async (args, environment, sentence) => {
    await expectStop(
      start(['--no-build', ...args], environment as Record<string, string>, builtScript()),
      1,
      sentence,
    )
  },
  30_000,
)

test.each(['dist', 'dist-server'])(
  '--no-build says what to do where there is no %s',
  async (missing) => {
    const root = dirname(dirname(dirname(builtScript())))
    const copy = await makeFolder()
    await cp(root, copy, { recursive: true })
    await rm(join(copy, missing), { recursive: true })
    const started = start(['--no-build'], {}, join(copy, relative(root, builtScript())))
    await expectStop(started, 1, /^There is no .* in dist\/ yet: start without --no-build/)
  },
  30_000,
)

test.each([
  [[], /^Every account of this machine can spend with its key: .* --no-key stops that\.$/m],
  [['--no-key'], undefined],
  [['--behind-proxy'], /^The key of this machine is not used, .* --share-key shares/m],
  [['--host', '0.0.0.0'], /^The key of this machine is not used, .* --share-key shares/m],
  [['--behind-proxy', '--share-key'], /^Everyone who can open this address can spend/m],
])(
  'started with %o it says who can spend with the key of this machine',
  async (args, sentence) => {
    const { output } = await serve(await makeFolder(), args, { VARG_API_KEY: newKey() })
    await expect.poll(() => output().split('\n').length).toBe(sentence === undefined ? 3 : 4)
    if (sentence === undefined) expect(output()).not.toContain('spend')
    else expect(output()).toMatch(sentence)
  },
  30_000,
)

test.each([
  [['--allow-host', 'nas.example', '--allow-host', 'Drop.Example'], {}],
  [[], { REFDROP_HOSTS: 'nas.example,drop.example' }],
])(
  'started with %o and %o it has those names',
  async (args, environment) => {
    const { origin, port } = await serve(await makeFolder(), args, environment)
    const statusFor = async (host: string) =>
      (await ask(origin, { headers: { Host: `${host}:${port}` } })).status
    expect(await statusFor('nas.example')).toBe(200)
    expect(await statusFor('drop.example')).toBe(200)
    expect(await statusFor('evil.example')).toBe(403)
  },
  30_000,
)

test.each([
  [['--verbose'], 3],
  [[], 0],
])(
  'started with %o it writes %i lines for three calls, and no key',
  async (args, count) => {
    const environment = { VARG_GATEWAY_URL: 'http://127.0.0.1:9', VARG_API_KEY: newKey() }
    const { process, ended, origin, output } = await serve(await makeFolder(), args, environment)
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
    expect(lines).toHaveLength(count)
    if (count > 0) {
      expect(lines).toEqual([
        expect.stringMatching(/^\S+Z \w{16} GET \/sandbox\/v1\/balance 404 in=0 out=\d+ ms=\S+$/),
        expect.stringContaining(' GET /api/v1/me 502 in=0 '),
        expect.stringMatching(new RegExp(` ${id} GET .* 127\\.0\\.0\\.1:9 refused the connection`)),
      ])
    }
    expect(output()).not.toMatch(/varg_|secret/)
  },
  30_000,
)

/** Resolves when the first half of an upload is on disk. */
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

/** Everything that has a final name. */
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
