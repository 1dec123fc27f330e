import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { serveConnectProxy } from './testing/connect-proxy.ts'
import { ask } from './testing/http-client.ts'
import { hashOf, makeFolder, newKey } from './testing/sandbox-server.ts'
import { CERTIFICATE, serveSecurely } from './testing/secure-server.ts'
import { buildOnce, start, takeFreePort } from './testing/start-process.ts'

const script = buildOnce()

const SOME_TIME = { timeout: 20_000 }

async function serve(environment: Record<string, string>) {
  const port = String(await takeFreePort())
  const trust = { NODE_EXTRA_CA_CERTS: CERTIFICATE, REFDROP_DATA: await makeFolder() }
  const started = start(['--no-build', '--port', port], { ...trust, ...environment }, script())
  await expect.poll(started.output, SOME_TIME).toContain('Refdrop is at')
  return { ...started, origin: `http://localhost:${port}` }
}

test('the server uploads through a proxy by TLS that the proxy cannot read', async () => {
  const bodies: string[] = []
  const { port, names } = await serveSecurely(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    bodies.push(hashOf(Buffer.concat(chunks)))
    response.end('{"ok":true}')
  })
  const between = await serveConnectProxy({ world: { 'gateway.test:443': port } })
  const { origin, output } = await serve({
    VARG_GATEWAY_URL: 'https://gateway.test',
    HTTPS_PROXY: between.url.replace('//', '//me:secret@'),
  })
  const body = randomBytes(2_000_000)
  const key = newKey()
  const headers = { Authorization: `Bearer ${key}`, 'Sec-Fetch-Site': 'same-origin' }
  const seen = await ask(`${origin}/api/v1/files`, { method: 'POST', headers, body })
  expect(seen.json).toEqual({ ok: true })
  expect(bodies).toEqual([hashOf(body)])
  expect(names).toEqual(['gateway.test'])
  expect(between.asked.map(({ line }) => line)).toEqual(['CONNECT gateway.test:443'])
  const reach = await ask(`${origin}/machine/reach`, { headers })
  expect(reach.json).toEqual({ reachable: true })
  expect(output()).toContain(`Outgoing requests use the proxy ${between.host} (HTTPS_PROXY).\n`)
  expect(output() + JSON.stringify(seen.headers)).not.toMatch(/secret|varg_\w/)
}, 30_000)

test('the server rejects a certificate when it names the proxy and not the upstream', async () => {
  const { port } = await serveSecurely((_, response) => response.end('{}'))
  const between = await serveConnectProxy({ world: { '8.8.8.8:443': port } })
  const { origin } = await serve({
    VARG_GATEWAY_URL: 'https://8.8.8.8',
    HTTPS_PROXY: between.url.replace('127.0.0.1', 'localhost'),
  })
  const seen = await ask(`${origin}/api/v1/me`, { headers: { 'Sec-Fetch-Site': 'same-origin' } })
  const message = '8.8.8.8 offers no connection that can be trusted (ERR_TLS_CERT_ALTNAME_INVALID).'
  expect(seen).toMatchObject({ status: 502, json: { error: 'ProxyError', message } })
}, 30_000)
