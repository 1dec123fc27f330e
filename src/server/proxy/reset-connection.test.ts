import { type ClientRequest, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { createServer, type Socket } from 'node:net'
import { connect as connectSecurely, createServer as createSecureServer } from 'node:tls'
import { expect, test } from 'vitest'
import { listen } from '../testing/http-server.ts'
import { resetConnection } from './reset-connection.ts'

const MB = 1_000_000
const PIECE = 65_536

/** For what must happen some time, also on a slow machine. */
const SOME_TIME = { timeout: 5_000 }

/** Without certificates: both ends know the key. */
const PSK = { psk: Buffer.from('0123456789abcdef'), identity: 'test' }
const CIPHERS = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const

/** A peer that reads the head and then nothing for now. */
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
