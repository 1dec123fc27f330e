import { expect, it } from 'vitest'
import { ask, openSocket, readResponse } from '../testing/http-client.ts'
import { sendRaw, statusIn } from '../testing/raw-client.ts'
import { serveApp } from '../testing/served-app.ts'

const FOREIGN = { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' }
const FORM = { 'Content-Type': 'multipart/form-data; boundary=x' }

it.each<[string, Record<string, string>, string | Uint8Array]>([
  ['a form', FORM, '--x--'],
  ['a form of a foreign page', { ...FOREIGN, ...FORM }, '--x--'],
  ['a body that is no form', FORM, 'no form'],
  ['nothing', {}, ''],
  ['60 MB', FORM, new Uint8Array(60_000_000)],
])('the server leads a share back to the page when it gets %s', async (_, headers, body) => {
  const { origin } = await serveApp()
  const response = await ask(`${origin}/share?a=b`, { method: 'POST', headers, body })
  expect(response).toMatchObject({ status: 303, headers: { location: './?shared=lost' } })
  expect(response.bytes).toHaveLength(0)
  expect((await ask(origin)).status).toBe(200)
})

it('the server leads a person who opens the address of shares to the page', async () => {
  const { origin } = await serveApp()
  expect(await ask(`${origin}/share`)).toMatchObject({ status: 303, headers: { location: './' } })
})

it.each(['/share/', '/share/below', '/shared'])('the server takes no share at %s', async (path) => {
  const { origin } = await serveApp()
  expect(await ask(origin + path, { method: 'POST' })).toMatchObject({ status: 405 })
})

it('the server takes no share for a foreign host', async () => {
  const { port } = await serveApp()
  const head = 'POST /share HTTP/1.1\r\nHost: evil.test\r\nContent-Length: 0\r\n\r\n'
  expect(statusIn(await sendRaw(port, head))).toBe(403)
})

it('the server survives a share that breaks off or stops', async () => {
  const { origin, port } = await serveApp({ limits: { bodyIdle: 200, keepAlive: 200 } })
  const head = 'POST /share HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabcd'
  const broken = await openSocket(port)
  broken.write(head)
  broken.destroy()
  const idle = await openSocket(port)
  idle.write(head)
  expect(await readResponse(idle)).toMatchObject({ status: 303 })
  expect((await ask(origin)).status).toBe(200)
})
