import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { parseReach } from '../../core/api/server-info.ts'
import { serverInfoRoute } from '../http/server-info-route.ts'
import { serveConnectProxy, throughProxy } from '../testing/connect-proxy.ts'
import { type AskOptions, ask } from '../testing/http-client.ts'
import { listen, mountHandler } from '../testing/http-server.ts'
import { takeFreePort } from '../testing/start-process.ts'
import { NO_PROXIES } from './outbound-proxies.ts'
import { parseUpstream } from './upstream.ts'

async function askReach(upstream: string, how: AskOptions = {}, proxies = NO_PROXIES) {
  const settings = { upstream: parseUpstream(upstream), serverKey: null, proxies }
  const route = serverInfoRoute(settings, async () => 'a sandbox')
  const base = await mountHandler('/machine', route)
  return ask(`${base}/reach`, { headers: { 'Sec-Fetch-Site': 'same-origin' }, ...how })
}

test('the route sends no byte to an upstream that accepts connections', async () => {
  let got = 0
  let closed = false
  const server = createServer((socket) => {
    socket.on('data', (bytes) => {
      got += bytes.length
    })
    socket.on('close', () => {
      closed = true
    })
    socket.on('error', () => {})
  })
  const seen = await askReach(`http://127.0.0.1:${await listen(server)}/base`)
  expect(seen.status).toBe(200)
  expect(parseReach(seen.json)).toEqual({ reachable: true })
  await expect.poll(() => closed).toBe(true)
  expect(got).toBe(0)
})

test.each([
  ['down', async () => `127.0.0.1:${await takeFreePort()}`, /refused the connection/, true],
  ['unknown', async () => 'gateway.invalid', /could not be found by name/, false],
])(
  'the route reports an upstream that is %s in a sentence with its name',
  async (_, findHost, words, isDown) => {
    const host = await findHost()
    const seen = await askReach(`http://${host}`)
    expect(seen.status).toBe(200)
    const reach = parseReach(seen.json)
    expect(reach).toEqual({ reachable: false, reason: expect.stringMatching(words), isDown })
    expect(JSON.stringify(reach)).toContain(host)
  },
)

test.each([
  ['a foreign page', { headers: { Origin: 'http://evil.test' } }, 403],
  ['another method', { method: 'POST' }, 404],
])('the route rejects %s', async (_, how, status) => {
  const seen = await askReach(`http://127.0.0.1:${await takeFreePort()}`, how as AskOptions)
  expect(seen).toMatchObject({ status, json: { error: expect.any(String) } })
})

test('the route connects through a proxy without sending a byte', async () => {
  let got = 0
  let closed = false
  const server = createServer((socket) => {
    socket.on('data', (bytes) => {
      got += bytes.length
    })
    socket.on('close', () => {
      closed = true
    })
  })
  const world = { 'gateway.test:443': await listen(server) }
  const between = await serveConnectProxy({ world })
  const seen = await askReach('https://gateway.test', {}, throughProxy(between.url))
  expect(parseReach(seen.json)).toEqual({ reachable: true })
  expect(between.asked.map(({ line }) => line)).toEqual(['CONNECT gateway.test:443'])
  await expect.poll(() => closed).toBe(true)
  expect(got).toBe(0)
})

test('the route names a proxy that opens no connection', async () => {
  const between = await serveConnectProxy()
  const seen = await askReach('http://gateway.test', {}, throughProxy(between.url))
  const reason = `The proxy ${between.host} (HTTP_PROXY) could not connect to gateway.test (502).`
  expect(parseReach(seen.json)).toEqual({ reachable: false, reason, isDown: true })
})
