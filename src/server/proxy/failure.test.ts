import { createServer as createSocketServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { ServerReason } from '../../core/api/server-cause.ts'
import { ask, openSocket, uploadLikeBrowser } from '../testing/http-client.ts'
import { listen, serveUpstream } from '../testing/http-server.ts'
import { PROXIES, type TestedProxy } from '../testing/proxies.ts'
import { serveProxy, timeoutsOf } from '../testing/proxy-server.ts'
import { takeFreePort } from '../testing/start-process.ts'

const BODY = Buffer.alloc(20 * 1_048_576, 'refdrop')

/** Serves a raw socket. Calls `onBytes` with each received piece. */
async function serveSocket(onBytes: (socket: Socket, bytes: Buffer) => void): Promise<string> {
  const server = createSocketServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => onBytes(socket, bytes))
  })
  return `127.0.0.1:${await listen(server)}`
}

function proxyError(status: 502 | 504, host: string, words: RegExp, reason?: ServerReason) {
  const message = expect.stringMatching(
    new RegExp(`^${host.replaceAll('.', '\\.')} .*${words.source}`),
  )
  const cause = { reason: reason ?? expect.any(String), facts: expect.objectContaining({ host }) }
  return { status, json: { error: 'ProxyError', statusCode: status, message, ...cause } }
}

function serveStatus(status: string): Promise<string> {
  return serveSocket((socket) => {
    socket.end(`HTTP/1.1 ${status} What\r\nContent-Length: 2\r\n\r\n{}`)
  })
}

const SECRET = 'secret0123456789'

/** Serves an upstream that redirects each call, and sends one call to it. */
async function serveRedirect(
  serve: TestedProxy['serve'],
  status: number,
  location: string | undefined,
  key?: string,
) {
  let requests = 0
  const upstream = await serveUpstream((_, response) => {
    requests++
    response.writeHead(status, location === undefined ? {} : { Location: location }).end()
  })
  const proxy = await serve(upstream)
  const headers: Record<string, string> =
    key === undefined ? {} : { Authorization: `Bearer ${key}` }
  const seen = await ask(`${proxy}/v1/me`, { headers })
  const { host } = new URL(upstream)
  return { seen, proxy, host, calls: () => requests }
}

describe.each(PROXIES)('%s', (_name, { serve }) => {
  test('the proxy reports an upstream that is down', async () => {
    const host = `127.0.0.1:${await takeFreePort()}`
    const proxy = await serve(`http://${host}`)
    const expected = proxyError(502, host, /refused the connection/, 'connection-refused')
    expect(await ask(`${proxy}/v1/balance`)).toMatchObject(expected)
    expect(await uploadLikeBrowser(`${proxy}/v1/files`, BODY)).toMatchObject(expected)
  })

  test('the proxy reports a name that cannot be resolved', async () => {
    const proxy = await serve('http://gateway.invalid')
    const expected = proxyError(
      502,
      'gateway.invalid',
      /could not be found by name/,
      'unknown-host',
    )
    expect(await ask(`${proxy}/v1/balance`)).toMatchObject(expected)
  })

  test('the proxy reports an upstream without TLS', async () => {
    const host = await serveSocket((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const proxy = await serve(`https://${host}`)
    const expected = proxyError(
      502,
      host,
      /no connection that can be trusted/,
      'connection-untrusted',
    )
    expect(await ask(`${proxy}/v1/balance`)).toMatchObject(expected)
  })

  test('the proxy reports an upstream that does not speak HTTP', async () => {
    const host = await serveSocket((socket) => socket.end('220 mail.test ESMTP\r\n'))
    const proxy = await serve(`http://${host}`)
    expect(await ask(`${proxy}/v1/me`)).toMatchObject(proxyError(502, host, /not HTTP/, 'not-http'))
  })

  test('the proxy reports a reset in the middle of the body', async () => {
    let got = 0
    const host = await serveSocket((socket, bytes) => {
      got += bytes.length
      if (got > 1_000_000) socket.resetAndDestroy()
    })
    const proxy = await serve(`http://${host}`, timeoutsOf({ expect100: 20 }))
    const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
    expect(seen).toMatchObject(proxyError(502, host, /closed the connection before it answered/))
  })

  test('the proxy reports an unrequested protocol upgrade', async () => {
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Connection: Upgrade',
      'Upgrade: other',
      '',
      '',
    ]
    const host = await serveSocket((socket) => socket.write(lines.join('\r\n')))
    const proxy = await serve(`http://${host}`)
    expect(await ask(`${proxy}/v1/me`)).toMatchObject(
      proxyError(502, host, /closed the connection/),
    )
  })

  test('the proxy reports a close without a response', async () => {
    const host = await serveSocket((socket) => socket.end())
    const proxy = await serve(`http://${host}`)
    expect(await ask(`${proxy}/v1/me`)).toMatchObject(
      proxyError(502, host, /closed the connection/),
    )
  })

  test.each(['Content-Length: 99', 'Transfer-Encoding: chunked'])(
    'the proxy reports a close in the middle of a response with %s',
    async (header) => {
      const host = await serveSocket((socket) => {
        socket.end(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n2\r\n{"`)
      })
      const proxy = await serve(`http://${host}`)
      expect(await ask(`${proxy}/v1/me`)).toMatchObject(
        proxyError(502, host, /broke off/, 'answer-broken-off'),
      )
    },
  )

  test('the proxy reports a response above the size limit', async () => {
    const upstream = await serveUpstream((_, response) => response.end(Buffer.alloc(1_048_577)))
    const seen = await ask(`${await serve(upstream)}/v1/me`)
    expect(seen).toMatchObject(
      proxyError(502, new URL(upstream).host, /more than 1 MiB/, 'answer-too-large'),
    )
  })

  test.each([301, 302, 303, 307, 308])(
    'the proxy reports a redirect (%i) but neither follows nor forwards it',
    async (status) => {
      const { seen, proxy, host, calls } = await serveRedirect(
        serve,
        status,
        'https://www.varg.test/app',
      )
      const where = `redirect (${status}) to https://www.varg.test/app, which is never followed`
      const message = `${host} answered with a ${where}: VARG_GATEWAY_URL may be wrong.`
      const expected = { status: 502, json: { error: 'RedirectError', message, statusCode: 502 } }
      expect(seen).toMatchObject(expected)
      expect(seen.headers).not.toHaveProperty('location')
      expect(calls()).toBe(1)
      const small = await ask(`${proxy}/v1/files`, { method: 'POST', body: 'abc' })
      expect(small).toMatchObject(expected)
      expect(await uploadLikeBrowser(`${proxy}/v1/files`, BODY)).toMatchObject(expected)
      expect(calls()).toBe(3)
    },
  )

  test.each([
    ['/v1/balance', 'http://HOST/v1/balance'],
    ['balance', 'http://HOST/v1/balance'],
    ['../login?next=/v1/me#top', 'http://HOST/login'],
    ['//other.test:81/a', 'http://other.test:81/a'],
    ['https://me:password@other.test/a', 'https://other.test/a'],
    ['https://other.test', 'https://other.test/'],
    [`/login/varg_${SECRET}`, 'http://HOST/login/varg_…6789'],
    [`/login/%76arg%5f${SECRET}`, 'http://HOST/login/varg_…6789'],
    [`/login/${SECRET}`, 'http://HOST/login/…6789'],
    ['/<b>\t"a"', 'http://HOST/%3Cb%3E%22a%22'],
    ['/\u00ff', 'http://HOST/%C3%BF'],
    [`/${'a'.repeat(5000)}`, `http://HOST/${'a'.repeat(100)}`],
    ['javascript:alert(1)', 'what is no URL of the web,'],
    ['data:text/html,a', 'what is no URL of the web,'],
    ['http://[', 'what is no URL,'],
    ['', 'http://HOST/v1/me'],
  ])('the proxy reports the target of a redirect to “%s” as %s', async (location, reported) => {
    const { seen, host } = await serveRedirect(serve, 302, location, `varg_${SECRET}`)
    const message = String(seen.json?.message)
    expect(message).toContain(`(302) to ${reported.replace('HOST', host)}`)
    expect(message).not.toMatch(/password|next=|#top|secret/)
    expect(message.length).toBeLessThan(400)
  })

  test.each([300, 304, 302])(
    'the proxy reports a redirect (%i) without a target',
    async (status) => {
      const { seen } = await serveRedirect(serve, status, undefined)
      const message = expect.stringContaining(`redirect (${status}), which is never followed`)
      expect(seen.json).toMatchObject({ error: 'RedirectError', message, reason: 'wrong-upstream' })
    },
  )

  test.each(['600', '999'])('the proxy reports the invalid status %s', async (status) => {
    const host = await serveStatus(status)
    const proxy = await serve(`http://${host}`)
    const expected = proxyError(502, host, new RegExp(`answered with ${status},`))
    expect(await ask(`${proxy}/v1/me`)).toMatchObject(expected)
  })

  test.each([
    ['no response', () => {}, /did not answer/],
    [
      'half a response',
      (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
      /did not end its answer/,
    ],
  ])('the proxy reports %s within the timeout', async (_, onBytes, words) => {
    const host = await serveSocket(onBytes)
    const proxy = await serve(`http://${host}`, timeoutsOf({ response: 50 }))
    expect(await ask(`${proxy}/v1/me`)).toMatchObject(proxyError(504, host, words))
  })

  test('the proxy reports an upstream that stops reading', async () => {
    const host = await serveSocket((socket) => socket.pause())
    const proxy = await serve(`http://${host}`, timeoutsOf({ expect100: 5, response: 100 }))
    const seen = await uploadLikeBrowser(`${proxy}/v1/files`, BODY)
    expect(seen).toMatchObject(proxyError(504, host, /took no more bytes/, 'no-progress'))
  })

  test('the connection of the browser stays usable after a failure', async () => {
    const host = `127.0.0.1:${await takeFreePort()}`
    const { hostname, port } = new URL(await serve(`http://${host}`))
    const socket = await openSocket(Number(port), hostname)
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes
    })
    socket.write('POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde')
    await expect.poll(() => text).toContain('502')
    socket.write('GET /api/v1/nothing HTTP/1.1\r\nHost: a\r\n\r\n')
    await expect.poll(() => text).toContain('404')
    socket.destroy()
  })
})

test('the proxy reports a TLS handshake that takes too long', async () => {
  const host = await serveSocket(() => {})
  const proxy = await serveProxy(`https://${host}`, timeoutsOf({ connection: 50 }))
  const expected = proxyError(504, host, /did not accept a connection/)
  expect(await ask(`${proxy}/v1/me`)).toMatchObject(expected)
})

test.each(['099', '000'])(
  'the proxy of the server reports the invalid status %s',
  async (status) => {
    const host = await serveStatus(status)
    const proxy = await serveProxy(`http://${host}`)
    const expected = proxyError(502, host, new RegExp(`answered with ${status},`))
    expect(await ask(`${proxy}/v1/me`)).toMatchObject(expected)
  },
)
