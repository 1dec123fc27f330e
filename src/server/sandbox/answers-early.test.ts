import { describe, expect, test } from 'vitest'
import { SENDS } from '../../core/api/sends.ts'
import { putFaults, readFaults } from '../testing/fault-plans.ts'
import { ask, openSocket, readResponse, uploadLikeBrowser } from '../testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

describe.each([1, 2] as const)('answers-early in version %i', (version) => {
  const { path } = SENDS[version].route

  /** A sandbox with the flaw, in which the account has the file. */
  async function serve(body: Uint8Array) {
    const base = await serveSandbox(await makeFolder())
    await putFaults(base, { flaws: ['answers-early'] })
    const key = newKey()
    const headers = { Authorization: `Bearer ${key}`, 'X-Content-Hash': hashOf(body) }
    const { json } = await ask(base + path, { method: 'POST', headers, body })
    return { base, headers, json }
  }

  test.each([[[]], [['Expect: 100-continue']]])(
    'confirms a known hash before the body is sent, with the headers %j',
    async (more) => {
      const { base, headers, json } = await serve(newGif())
      expect(json).toMatchObject({ deduplicated: false })
      const { hostname, port, host } = new URL(base)
      const socket = await openSocket(Number(port), hostname)
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      const head = [`POST /sandbox${path} HTTP/1.1`, `Host: ${host}`, 'Content-Length: 64']
      socket.write(`${[...head, ...lines, ...more].join('\r\n')}\r\n\r\n`)
      const response = await readResponse(socket)
      expect(response).toMatchObject({ status: 200, headers: { connection: 'close' } })
      expect(response.json).toEqual({ ...json, deduplicated: true })
      expect((await readFaults(base)).seen).toMatchObject({ uploads: 2, accepted: 2, stored: 1 })
    },
  )

  test('reaches a client that sends 30 MiB first', async () => {
    const body = Buffer.alloc(30 * 1_048_576, 'refdrop')
    const { base, headers } = await serve(body)
    const response = await uploadLikeBrowser(base + path, body, headers)
    expect(response).toMatchObject({ status: 200, json: { deduplicated: true } })
  })

  test('reads the body of another content, and of one without a hash', async () => {
    const { base, headers } = await serve(newGif())
    const { 'X-Content-Hash': _, ...unnamed } = headers
    const other = newGif()
    for (const sent of [unnamed, { ...headers, 'X-Content-Hash': hashOf(other) }]) {
      const response = await ask(base + path, { method: 'POST', headers: sent, body: other })
      expect(response).toMatchObject({ status: 200, json: { hash: hashOf(other) } })
    }
  })

  test('reads the body when the file was deleted', async () => {
    const gif = newGif()
    const { base, headers, json } = await serve(gif)
    await ask(`${base}/v2/files/${json?.file_id}`, { method: 'DELETE', headers })
    const response = await ask(base + path, { method: 'POST', headers, body: gif })
    expect(response).toMatchObject({ status: 200, json: { deduplicated: false } })
  })
})
