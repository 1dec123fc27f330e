import { type ClientRequest, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { createServer, type Socket } from 'node:net'
import { connect as connectSecurely, createServer as createSecureServer } from 'node:tls'
import { expect, test } from 'vitest'
import { listen } from '../testing/http-server.ts'
import { resetConnection } from './reset-connection.ts'

const MB = 1_000_000
const PIECE = 65_536

/** Enough for a slow machine. */
const SOME_TIME = { timeout: 5_000 }

/** A pre-shared key replaces certificates. */
const PSK = { psk: Buffer.from('0123456789abcdef'), identity: 'test' }
const CIPHERS = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const

/** Serves a peer that reads the headers and pauses until `readOn` is called. */
async function servePeer(isSecure: boolean) {
  const peer = { port: 0, got: 0, isOver: false, readOn: () => {} }
  const read = (socket: Socket) => {
    socket.on('error', () => {})
    socket.on('close', () => {
      peer.isOver = true
    })
    socket.on('data', (bytes) => {
      peer.got += bytes.length
    })
    socket.once('data', () => socket.pause())
    peer.readOn = () => socket.resume()
  }
  const options = { ...CIPHERS, pskCallback: () => PSK.psk }
  peer.port = await listen(isSecure ? createSecureServer(options, read) : createServer(read))
  return peer
}

async function sendTo(port: number, isSecure: boolean): Promise<ClientRequest> {
  const place = { port, host: '127.0.0.1' }
  const options = { ...place, method: 'POST', headers: { 'Content-Length': 20 * MB } }
  const secured = {
    ...place,
    ...CIPHERS,
    pskCallback: () => PSK,
    checkServerIdentity: () => undefined,
  }
  const outgoing = isSecure
    ? secureRequest({ ...options, createConnection: () => connectSecurely(secured) })
    : plainRequest({ ...options, agent: false })
  outgoing.on('error', () => {})
  outgoing.flushHeaders()
  let taken = 0
  const pipe = () => {
    outgoing.write(Buffer.alloc(PIECE), (error) => {
      if (error) return
      taken += PIECE
      pipe()
    })
  }
  pipe()
  await expect.poll(() => taken, SOME_TIME).toBeGreaterThan(2 * MB)
  return outgoing
}

test.each([
  ['HTTP', false],
  ['HTTPS', true],
])('resetConnection discards buffered bytes over %s', async (_, isSecure) => {
  const peer = await servePeer(isSecure)
  const outgoing = await sendTo(peer.port, isSecure)
  resetConnection(outgoing)
  expect(outgoing.destroyed).toBe(true)
  // The reset must arrive before the peer reads more.
  await new Promise((resolve) => setTimeout(resolve, 20))
  peer.readOn()
  await expect.poll(() => peer.isOver, SOME_TIME).toBe(true)
  expect(peer.got).toBeLessThan(2 * MB)
})
