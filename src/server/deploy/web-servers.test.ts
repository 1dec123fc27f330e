import { once } from 'node:events'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:http2'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runScript } from '../testing/deploy-script.ts'
import { putFault } from '../testing/fault-plans.ts'
import { type AskOptions, ask, openSocket, readResponse } from '../testing/http-client.ts'
import { serveUpstream } from '../testing/http-server.ts'
import { makeFolder, newGif, newKey } from '../testing/sandbox-server.ts'
import { serveApp } from '../testing/served-app.ts'
import { serveStallingRelay } from '../testing/stalling-relay.ts'
import { takeFreePort } from '../testing/start-process.ts'
import {
  HAS_IPV6,
  HOST,
  isInstalled,
  readConfiguration,
  serveBehind,
  type WebServer,
} from '../testing/web-server.ts'

const MB = 1_048_576

/** Maximum bytes in the memory of a web server, for bodies of any size. */
const MEMORY = 100 * MB

const SETUPS = [
  { program: 'nginx', file: 'nginx.conf' },
  { program: 'caddy', file: 'Caddyfile' },
] as const

const STATIC_SETUPS = [
  { program: 'nginx', file: 'nginx-static.conf', headers: '/etc/nginx/refdrop-headers.conf' },
  { program: 'caddy', file: 'Caddyfile-static', headers: '/etc/caddy/refdrop-headers' },
] as const

const PAGE = { 'Sec-Fetch-Site': 'same-origin' }

interface Options {
  gateway?: string
  environment?: Record<string, string>
  hasSandbox?: boolean
  sharesKey?: boolean
  base?: string
}

/** Runs Refdrop as documented for a team. */
async function serveTeam({ gateway, environment, ...access }: Options = {}) {
  const url = gateway ?? `${(await serveApp()).origin}/sandbox`
  const app = await serveApp({
    access: { behindProxy: true, allowHosts: [HOST], hasSandbox: false, ...access },
    environment: { VARG_GATEWAY_URL: url, ...environment },
  })
  const root = dirname(app.dataFolder)
  await writeFile(join(root, 'dist/index.html'), '<script src="./assets/small.js"></script>')
  await writeFile(join(root, 'dist/assets/style.css'), 'body {}')
  return { ...app, root, gateway: url }
}

/** Calls the web server by its name. */
function call(web: WebServer, path: string, { headers, ...options }: AskOptions = {}) {
  return ask(web.origin, { path, headers: { Host: web.host, ...headers }, ...options })
}

/** Sends an upload whole. Reads no response. */
async function sendUpload(web: WebServer, body: Uint8Array, more: string[] = []) {
  const { port } = new URL(web.origin)
  const socket = await openSocket(Number(port))
  const head = [
    'POST /api/v1/files HTTP/1.1',
    `Host: ${web.host}`,
    `Authorization: Bearer ${newKey()}`,
    'Sec-Fetch-Site: same-origin',
    `Content-Length: ${body.length}`,
    ...more,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.write(body, () => resolve())
  })
  return socket
}

/** Sends the whole body before it reads the response, as browsers do over HTTP/1.1. */
async function uploadWhole(web: WebServer, body: Uint8Array, more: string[] = []) {
  return readResponse(await sendUpload(web, body, more))
}

describe.each(SETUPS)('behind $program', ({ program, file }) => {
  const testHere = test.skipIf(!isInstalled(program))

  testHere(
    'files of 50 and 200 MB pass without being kept',
    async () => {
      const { port } = await serveTeam()
      const web = await serveBehind(program, file, [port])
      const headers = { ...PAGE, Authorization: `Bearer ${newKey()}` }
      const body = newGif(200 * MB)
      const small = body.subarray(0, 50 * MB)
      const first = await call(web, '/api/v1/files', { method: 'POST', headers, body: small })
      expect(first).toMatchObject({ status: 200, json: { size: small.length } })
      const typed = { ...headers, 'Content-Type': 'image/gif' }
      const second = await call(web, '/api/v2/files', { method: 'POST', headers: typed, body })
      expect(second).toMatchObject({ status: 200, json: { url: expect.any(String) } })
      for (const peak of await web.readPeaks()) expect(peak).toBeLessThan(MEMORY)
      expect(await web.readLogs()).not.toContain('temporary file')
    },
    240_000,
  )

  testHere(
    'an early rejection reaches a client that is still sending',
    async () => {
      const { port, gateway } = await serveTeam()
      const web = await serveBehind(program, file, [port])
      const body = newGif(20 * MB)
      const error = 'PayloadTooLargeError'
      for (let tries = 0; tries < 3; tries += 1) {
        await putFault(gateway, { kind: 'answer', status: 413, error, message: 'No.', early: true })
        expect(await uploadWhole(web, body)).toMatchObject({ status: 413, json: { error } })
      }
    },
    120_000,
  )

  testHere(
    'a file that is too large for the gateway is rejected when the client asks first',
    async () => {
      const { port, gateway } = await serveTeam()
      const web = await serveBehind(program, file, [port])
      const body = newGif(5 * MB)
      const error = 'PayloadTooLargeError'
      for (let tries = 0; tries < 20; tries += 1) {
        await putFault(gateway, { kind: 'answer', status: 413, error, message: 'No.', early: true })
        expect(await uploadWhole(web, body, ['Expect: 100-continue'])).toMatchObject({
          status: 413,
          json: { error },
        })
      }
    },
    120_000,
  )

  testHere('canceling an upload ends its call while the gateway confirms', async () => {
    let call: 'none' | 'sent' | 'ended' = 'none'
    const gateway = await serveUpstream((request) => {
      request.resume().once('end', () => {
        call = 'sent'
      })
      request.socket.once('close', () => {
        call = 'ended'
      })
    })
    const { port } = await serveTeam({ gateway })
    const web = await serveBehind(program, file, [port])
    const socket = await sendUpload(web, newGif(2 * MB))
    await expect.poll(() => call, { timeout: 10_000 }).toBe('sent')
    socket.destroy()
    await expect.poll(() => call, { timeout: 10_000 }).toBe('ended')
  })

  testHere('a file arrives as its server sends it', async () => {
    const stored = await serveUpstream((_, response) => {
      response.setHeader('Content-Length', MB)
      response.write(Buffer.alloc(MB / 2))
    })
    const gateway = await serveUpstream((request, response) => {
      request.resume()
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ url: stored }))
    })
    const { port } = await serveTeam({ gateway })
    const web = await serveBehind(program, file, [port])
    const headers = { ...PAGE, Authorization: `Bearer ${newKey()}` }
    await call(web, '/api/v1/files', { method: 'POST', headers, body: newGif() })
    const socket = await openSocket(Number(new URL(web.origin).port))
    onTestFinished(() => void socket.destroy())
    let got = 0
    socket.on('data', (bytes) => {
      got += bytes.length
    })
    socket.write(
      `GET /api/fetched?url=${encodeURIComponent(stored)} HTTP/1.1\r\nHost: ${web.host}\r\nSec-Fetch-Site: same-origin\r\n\r\n`,
    )
    await expect.poll(() => got, { timeout: 10_000 }).toBeGreaterThan(MB / 2 - 65_536)
  })

  test.skipIf(!isInstalled(program) || !HAS_IPV6)('the page is reached by IPv6', async () => {
    const { port } = await serveTeam()
    const web = await serveBehind(program, file, [port])
    const url = web.origin.replace('127.0.0.1', '[::1]')
    expect((await ask(url, { headers: { Host: web.host } })).status).toBe(200)
  })

  testHere('uploads pass when a balancer in front ends TLS', async () => {
    const { port } = await serveTeam()
    const change: Record<string, string> =
      program === 'nginx'
        ? { 'X-Forwarded-Proto $scheme': 'X-Forwarded-Proto https' }
        : { '# header_up X-Forwarded-Proto': 'header_up X-Forwarded-Proto' }
    const web = await serveBehind(program, file, [port], change)
    const post = (Origin: string) => {
      const headers = { Origin, Authorization: `Bearer ${newKey()}` }
      return call(web, '/api/v1/files', { method: 'POST', headers, body: newGif() })
    }
    expect(await post(`https://${web.host}`)).toMatchObject({ status: 200 })
    expect(await post(`http://${web.host}`)).toMatchObject({ status: 403 })
  })

  testHere('a foreign page, a foreign name and forged headers get nothing', async () => {
    const { port } = await serveTeam()
    const web = await serveBehind(program, file, [port])
    const post = (headers: Record<string, string>) =>
      call(web, '/api/v1/files', { method: 'POST', headers, body: newGif() })
    const own = `http://${web.host}`
    const authorized = { Authorization: `Bearer ${newKey()}` }
    expect(await post({ ...authorized, Origin: own })).toMatchObject({ status: 200 })
    for (const foreign of [
      { Origin: 'https://evil.test' },
      { Origin: 'https://evil.test', 'X-Forwarded-Host': 'evil.test' },
      { 'Sec-Fetch-Site': 'cross-site' },
      // The page was loaded without TLS, so the origin with TLS is foreign.
      { Origin: `https://${web.host}`, 'X-Forwarded-Proto': 'https' },
    ]) {
      expect(await post({ ...authorized, ...foreign })).toMatchObject({
        status: 403,
        json: { reason: 'foreign-page' },
      })
    }
    // Forwarding headers of a client have no effect, and a forged Host gives no access.
    const forged = { 'X-Forwarded-Host': 'evil.test', Forwarded: 'host=evil.test' }
    expect((await call(web, '/machine', { headers: forged })).status).toBe(200)
    const spoofed = await call(web, '/machine', { headers: { Host: 'evil.test' } })
    expect(spoofed.json ?? {}).not.toHaveProperty('upstream')
    if (program === 'nginx') expect(spoofed.json).toMatchObject({ reason: 'foreign-host' })
  })

  testHere('a visitor has neither the key of the machine nor its fault plans', async () => {
    const keys: (string | undefined)[] = []
    const gateway = await serveUpstream(({ headers }, response) => {
      keys.push(headers.authorization)
      response.end('{}')
    })
    const environment = { VARG_API_KEY: newKey() }
    for (const hasSandbox of [false, true]) {
      const { port } = await serveTeam({ gateway, environment, hasSandbox })
      const web = await serveBehind(program, file, [port])
      const info = await call(web, '/machine', { headers: PAGE })
      expect(info.json).toMatchObject({ machineKey: null, machineAccount: null, imports: false })
      expect(info.json?.sandbox === null).toBe(!hasSandbox)
      await call(web, '/api/v1/me', { headers: PAGE })
      const plan = { method: 'PUT', headers: PAGE, body: '{}' }
      expect((await call(web, '/sandbox/faults', plan)).status).toBe(hasSandbox ? 403 : 404)
    }
    expect(keys).toEqual([undefined, undefined])
  })

  testHere('the log has no key, query or header', async () => {
    const { port, app } = await serveTeam()
    const web = await serveBehind(program, file, [port])
    const key = newKey()
    const headers = { ...PAGE, Authorization: `Bearer ${key}`, 'X-Refdrop-Upload': 'a-header' }
    await call(web, '/api/v2/files?q=a-query', { headers })
    await call(web, '/api/v1/files', { method: 'POST', headers, body: newGif() })
    const known = async () => (await web.readLogs()).match(/\/api\/v[12]\/files/g)?.length
    await expect.poll(known).toBe(2)
    expect(await web.readLogs()).not.toMatch(new RegExp(`${key}|a-query|a-header`))
    await app.end()
    expect((await call(web, '/api/v2/files?q=other', { headers })).status).toBe(502)
    expect(await web.readLogs()).not.toContain(key)
  })

  testHere('long headers of a response pass', async () => {
    const request = 'r'.repeat(3_000)
    const gateway = await serveUpstream((_, response) => {
      response.setHeader('X-Request-Id', request)
      for (let index = 0; index < 7; index += 1) response.setHeader(`X-A-${index}`, 'a'.repeat(900))
      response.end('{}')
    })
    const { port } = await serveTeam({ gateway })
    const web = await serveBehind(program, file, [port])
    const { status, headers } = await call(web, '/api/v1/me', { headers: PAGE })
    expect(status).toBe(200)
    expect(String(headers['x-refdrop-headers']).length).toBeGreaterThan(8_000)
  })

  testHere('the page works below a path', async () => {
    const { port } = await serveTeam({ base: '/refdrop' })
    const web = await serveBehind(program, file, [port])
    expect((await call(web, '/refdrop/')).bytes.toString()).toContain('assets/small.js')
    expect((await call(web, '/refdrop/machine', { headers: PAGE })).status).toBe(200)
    expect((await call(web, '/machine', { headers: PAGE })).status).toBe(404)
  })

  testHere('the page works below a path beside other pages', async () => {
    const { port } = await serveTeam({ base: '/refdrop' })
    const change: Record<string, string> =
      program === 'nginx'
        ? { '  access_log ': '  location /refdrop/ {\n  access_log ', '  location / {\n': '' }
        : {
            '\t# For several copies': '\tredir /refdrop /refdrop/\n\thandle /refdrop/* {\n\t#',
            '\t\t\tcompression off\n\t\t}\n\t}': '\t\t\tcompression off\n\t\t}\n\t}\n\t}',
          }
    const web = await serveBehind(program, file, [port], change)
    const { status, headers } = await call(web, '/refdrop')
    expect([status, headers.location]).toEqual([
      expect.toBeOneOf([301, 302]),
      expect.stringMatching(/\/refdrop\/$/),
    ])
    expect((await call(web, '/refdrop/')).bytes.toString()).toContain('assets/small.js')
    expect((await call(web, '/')).bytes.toString()).not.toContain('Refdrop')
    const upload = { method: 'POST', body: newGif(2 * MB) }
    const authorized = { ...PAGE, Authorization: `Bearer ${newKey()}` }
    const seen = await call(web, '/refdrop/api/v1/files', { ...upload, headers: authorized })
    expect(seen.status).toBe(200)
  })

  testHere('a visitor stays with one copy when there are several', async () => {
    const file200 = await serveUpstream((_, response) => response.end('bytes'))
    const gateway = await serveUpstream((request, response) => {
      request.resume()
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ url: file200 }))
    })
    const [one, other] = [await serveTeam({ gateway }), await serveTeam({ gateway })]
    const sticky: Record<string, string> =
      program === 'nginx'
        ? { '# ip_hash;': 'ip_hash;' }
        : { 'header_up -Expect': 'header_up -Expect\nlb_policy ip_hash' }
    const web = await serveBehind(program, file, [one.port, other.port], sticky)
    const headers = { ...PAGE, Authorization: `Bearer ${newKey()}` }
    await call(web, '/api/v1/files', { method: 'POST', headers, body: newGif() })
    const path = `/api/fetched?url=${encodeURIComponent(file200)}`
    for (let times = 0; times < 4; times += 1) {
      expect((await call(web, path, { headers: PAGE })).bytes.toString()).toBe('bytes')
    }
    // The copies share no state. Without `ip_hash`, every second call would be rejected.
    const statuses = await Promise.all(
      [one, other].map(async ({ origin }) => (await ask(origin + path, { headers: PAGE })).status),
    )
    expect(statuses.toSorted()).toEqual([200, 403])
  })
})

test.skipIf(!isInstalled('nginx'))('a client of HTTP/2 rarely waits for nginx', async () => {
  const { port } = await serveTeam()
  const second = await takeFreePort()
  const name = `server_name ${HOST};`
  const change = { [name]: `listen 127.0.0.1:${second} http2; ${name}` }
  await serveBehind('nginx', 'nginx.conf', [port], change)
  const relay = await serveStallingRelay(second)
  const session = connect(`http://127.0.0.1:${relay.port}`)
  onTestFinished(() => session.destroy())
  const body = newGif(12 * MB)
  const stream = session.request({
    ':method': 'POST',
    ':path': '/api/v1/files',
    ':authority': HOST,
    authorization: `Bearer ${newKey()}`,
    'sec-fetch-site': 'same-origin',
    'content-length': body.length,
  })
  const response = once(stream, 'response')
  stream.end(body)
  expect((await response)[0]).toMatchObject({ ':status': 200 })
  expect(relay.readLargest()).toBeGreaterThan(MB)
})

/** The password “pass” of “team”, as each program stores it. */
const PASSWORDS = {
  nginx: 'team:{PLAIN}pass\n',
  caddy: '$2a$04$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR6',
}

const AUTHORIZED = { ...PAGE, Authorization: `Basic ${btoa('team:pass')}` }

/** Text of each configuration before which the documented lines are inserted. */
const PLACES = { nginx: '  location / {', caddy: '\t# A file has at most' }

/** The documented lines for a password below a comment. They belong in the `server` block. */
async function readPasswordLines(program: 'nginx' | 'caddy', comment: string) {
  const page = await readConfiguration('README.md')
  const [, lines = ''] = page.split(`# ${program === 'nginx' ? 'nginx' : 'Caddy'}: ${comment}\n`)
  const folder = await makeFolder()
  const file = join(folder, 'passwords')
  await writeFile(file, PASSWORDS[program])
  return (lines.split(/```|^#/m)[0] ?? '')
    .replace('/etc/nginx/refdrop.passwords', file)
    .replace('HASH', PASSWORDS.caddy)
}

describe.each(SETUPS)('with a password of $program', ({ program, file }) => {
  const testHere = test.skipIf(!isInstalled(program))

  async function serveWithPassword(comment: string, access: Options) {
    const keys: (string | undefined)[] = []
    const gateway = await serveUpstream(({ headers }, response) => {
      keys.push(headers.authorization)
      response.end('{}')
    })
    const { port } = await serveTeam({ gateway, ...access })
    const lines = await readPasswordLines(program, comment)
    expect(lines).not.toBe('')
    const place = PLACES[program]
    const web = await serveBehind(program, file, [port], { [place]: lines + place })
    const statusOf = async (path: string, headers: Record<string, string>) =>
      (await call(web, path, { headers })).status
    return { statusOf, keys }
  }

  testHere('the page asks for it, and calls have the keys of the visitors', async () => {
    const { statusOf, keys } = await serveWithPassword('visitors have keys', { hasSandbox: true })
    expect(await statusOf('/', PAGE)).toBe(401)
    expect(await statusOf('/machine', PAGE)).toBe(401)
    expect(await statusOf('/', AUTHORIZED)).toBe(200)
    expect(await statusOf('/machine', AUTHORIZED)).toBe(200)
    const Authorization = `Bearer ${newKey()}`
    expect(await statusOf('/api/v1/me', { ...PAGE, Authorization })).toBe(200)
    expect(await statusOf('/sandbox/v1/me', { ...PAGE, Authorization })).toBe(200)
    // A browser also sends the password where none is required.
    expect(await statusOf('/api/v1/me', AUTHORIZED)).toBe(200)
    expect(keys).toEqual([Authorization, undefined])
  })

  testHere('everything asks for it, and calls have the key of the machine', async () => {
    const key = newKey()
    const { statusOf, keys } = await serveWithPassword('--share-key', {
      sharesKey: true,
      environment: { VARG_API_KEY: key },
    })
    expect(await statusOf('/', PAGE)).toBe(401)
    expect(await statusOf('/api/v1/me', PAGE)).toBe(401)
    expect(await statusOf('/', AUTHORIZED)).toBe(200)
    expect(await statusOf('/api/v1/me', AUTHORIZED)).toBe(200)
    expect(keys).toEqual([`Bearer ${key}`])
  })
})

/** Headers that belong to a connection or to the program that sends a file. */
const OWN_HEADERS = /^(accept-ranges|connection|date|etag|keep-alive|last-modified|server)$/

describe.each(STATIC_SETUPS)('with the files of $program', ({ program, file, headers }) => {
  const testHere = test.skipIf(!isInstalled(program))

  testHere('every file has the bytes and headers that Refdrop sends', async () => {
    const { port, origin, root, app } = await serveTeam()
    const path = join(root, 'headers')
    await runScript('write-headers.mjs', program, `${origin}/`, path)
    const changes = { '/srv/refdrop/dist': join(root, 'dist'), [headers]: path }
    const web = await serveBehind(program, file, [port], changes)
    const read = async (path: string, accepted: string, more: Record<string, string>) => {
      const asked = { 'Accept-Encoding': accepted, ...more }
      const here = await call(web, path, { headers: asked })
      const there = await ask(origin, { path, headers: asked })
      return [here, there].map(({ status, bytes, headers: all }) => ({
        status,
        text: bytes.toString(),
        headers: Object.entries(all)
          .filter(([name]) => !OWN_HEADERS.test(name))
          .toSorted(),
      }))
    }
    for (const path of [
      '/',
      '/page.js',
      '/assets/part-1a2b3c4d.js',
      '/assets/small.js',
      '/assets/style.css',
      '/assets/missing.js',
      '/assets/',
      '/.hidden',
      '/machine',
    ]) {
      for (const accepted of ['br, gzip', 'gzip', 'br;q=0, gzip', 'deflate']) {
        const [here, there] = await read(path, accepted, { 'Accept-Language': 'de' })
        expect(here, `${path} for ${accepted}`).toEqual(there)
      }
    }
    const outside = '/assets/..%2f..%2fdist-server%2fserve.js'
    expect((await call(web, outside)).status).toBeGreaterThanOrEqual(400)
    // Only the web server can still respond with a file.
    await app.end()
    expect((await call(web, '/assets/small.js')).bytes.toString()).toBe('plain')
    expect((await call(web, '/page.js')).status).toBe(502)
  })

  testHere('the files are found below a path', async () => {
    const { port, origin, root, app } = await serveTeam({ base: '/refdrop' })
    await mkdir(join(root, 'pages'))
    await symlink(join(root, 'dist'), join(root, 'pages/refdrop'))
    await runScript('write-headers.mjs', program, `${origin}/refdrop/`, join(root, 'headers'))
    const changes = {
      '/srv/refdrop/dist': join(root, 'pages'),
      '^/assets/': '^/refdrop/assets/',
      [headers]: join(root, 'headers'),
    }
    const web = await serveBehind(program, file, [port], changes)
    expect((await call(web, '/refdrop/page.js')).bytes.toString()).toBe('1')
    await app.end()
    expect((await call(web, '/refdrop/assets/small.js')).bytes.toString()).toBe('plain')
    expect((await call(web, '/refdrop/page.js')).status).toBe(502)
  })

  test('the configuration has everything that the one without files has', async () => {
    const linesOf = async (name: string) =>
      (await readConfiguration(name)).split('\n').map((line) => line.trim())
    const { file: usual = '' } = SETUPS.find((setup) => setup.program === program) ?? {}
    const directives = (await linesOf(usual)).filter((line) => !line.startsWith('#'))
    expect(await linesOf(file)).toEqual(expect.arrayContaining(directives))
  })
})
