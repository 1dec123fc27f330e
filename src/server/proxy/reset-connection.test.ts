import { type ClientRequest, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { createServer } from 'node:net'
import { TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { listen } from '../test-kit/http-server.ts'
import { resetConnection } from './reset-connection.ts'

const MB = 1_000_000
const PIECE = 65_536

/** For whatever must happen some time, on however slow a machine. */
const SOME_TIME = { timeout: 5_000 }

/** Without certificates: both ends know the key. */
const PSK = { psk: Buffer.from('0123456789abcdef'), identity: 'test' }
const CIPHERS = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const

/** A peer that reads the head and then nothing for now. */
async function servePeer(isSecure: boolean) {
  const peer = { port: 0, got: 0, isOver: false, readOn: () => {} }
  const server = createServer((socket) => {
    const reader = isSecure
      ? new TLSSocket(socket, { isServer: true, ...CIPHERS, pskCallback: () => PSK.psk })
      : socket
    for (const one of [socket, reader]) one.on('error', () => {})
    socket.on('close', () => {
      peer.isOver = true
    })
    reader.on('data', (bytes) => {
      peer.got += bytes.length
    })
    reader.once('data', () => reader.pause())
    peer.readOn = () => reader.resume()
  })
  peer.port = await listen(server)
  return peer
}

async function sendTo(port: number, isSecure: boolean): Promise<ClientRequest> {
  const options = { port, host: '127.0.0.1', method: 'POST', agent: false } as const
  const headers = { 'Content-Length': 20 * MB }
  const outgoing = isSecure
    ? secureRequest({
        ...options,
        ...CIPHERS,
        headers,
        pskCallback: () => PSK,
        checkServerIdentity: () => undefined,
      })
    : plainRequest({ ...options, headers })
  outgoing.on('error', () => {})
  outgoing.flushHeaders()
  let taken = 0
  const pour = () => {
    outgoing.write(Buffer.alloc(PIECE), (error) => {
      if (error) return
      taken += PIECE
      pour()
    })
  }
  pour()
  await expect.poll(() => taken, SOME_TIME).toBeGreaterThan(2 * MB)
  return outgoing
}

test.each([
  ['HTTP', false],
  ['HTTPS', true],
])('a reset over %s drops what waits on this side', async (_, isSecure) => {
  const peer = await servePeer(isSecure)
  const outgoing = await sendTo(peer.port, isSecure)
  resetConnection(outgoing)
  expect(outgoing.destroyed).toBe(true)
  // The reset must be there before the peer makes room for more.
  await new Promise((resolve) => setTimeout(resolve, 20))
  peer.readOn()
  await expect.poll(() => peer.isOver, SOME_TIME).toBe(true)
  expect(peer.got).toBeLessThan(2 * MB)
})
