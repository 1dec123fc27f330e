import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { ask, openSocket } from '../testing/http-client.ts'
import { listen } from '../testing/http-server.ts'
import { sendRaw, statusIn } from '../testing/raw-client.ts'
import { createFetchListener } from './fetch-listener.ts'

async function serve(handle: (request: Request) => Promise<Response>): Promise<number> {
  return listen(createServer(createFetchListener(handle)))
}

test('the handler gets the request, and the client its response', async () => {
  const port = await serve(async (request) => {
    const { method, url, headers } = request
    const text = `${method} ${url} ${headers.get('x-a')} ${await request.text()}`
    return new Response(text, { status: 201, headers: { 'X-B': 'b' } })
  })
  const options = { method: 'POST', headers: { 'X-A': 'a' }, body: 'body' }
  const { status, headers, bytes } = await ask(`http://127.0.0.1:${port}/path?q`, options)
  expect(bytes.toString()).toBe(`POST http://127.0.0.1:${port}/path?q a body`)
  expect([status, headers['x-b'], headers['content-length']]).toEqual([
    201,
    'b',
    String(bytes.length),
  ])
})

test.each([
  'TRACE / HTTP/1.1\r\nHost: a',
  'GET / HTTP/1.1\r\nHost: [',
  'GET / HTTP/1.1\r\nHost: a b',
  'POST / HTTP/1.1\r\nHost: [\r\nContent-Length: 9',
])('a request that begins with %j gets a 400, and the server lives', async (head) => {
  const port = await serve(async () => new Response('here'))
  expect(statusIn(await sendRaw(port, `${head}\r\n\r\n`))).toBe(400)
  expect((await ask(`http://127.0.0.1:${port}`)).bytes.toString()).toBe('here')
})

test('the connection breaks when the body of the response breaks off', async () => {
  const body = () => new ReadableStream({ pull: (stream) => stream.error(new Error('broken')) })
  const port = await serve(async () => new Response(body()))
  await expect(ask(`http://127.0.0.1:${port}`)).rejects.toThrow('socket hang up')
})

test('the signal aborts when the client disconnects after its last byte', async () => {
  let call: 'none' | 'received' | 'aborted' = 'none'
  const port = await serve(async (request) => {
    await request.text()
    call = 'received'
    await new Promise((resolve) => request.signal.addEventListener('abort', resolve))
    call = 'aborted'
    return new Response('')
  })
  const socket = await openSocket(port)
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc')
  await expect.poll(() => call).toBe('received')
  socket.destroy()
  await expect.poll(() => call).toBe('aborted')
})
