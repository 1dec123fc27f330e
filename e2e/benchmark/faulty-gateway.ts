import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** A gateway on raw sockets, so that it controls how a connection ends. */
export interface FaultyGateway {
  url: string
  /** Handles the next uploads. Assign another handler to change the fault. */
  meet: Meet
  stop: () => Promise<void>
}

/**
 * Handles an upload once its headers have arrived.
 *
 * @param onMiddle Sets the listener for the middle of the body, see {@link MIDDLE}.
 */
export type Meet = (socket: Socket, onMiddle: (listener: () => void) => void) => void

/** When the response is sent. */
export const MOMENTS = ['before the body', 'in the body'] as const

/** What the gateway does with the connection after an early response. */
export const MANNERS = ['stays open', 'half-closes', 'closes', 'resets'] as const

export type Moment = (typeof MOMENTS)[number]
export type Manner = (typeof MANNERS)[number]

/** Bytes of a body after which `onMiddle` calls its listener. */
const MIDDLE = 100_000

/** Responds with an error of the contract before the body is complete. */
export function refuseEarly(status: number, error: string, moment: Moment, manner: Manner): Meet {
  const body = JSON.stringify({ error, message: 'No.' })
  const lines = [
    `HTTP/1.1 ${status} No`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    ...(manner === 'stays open' ? [] : ['Connection: close']),
  ]
  const response = `${lines.join('\r\n')}\r\n\r\n${body}`
  return (socket, onMiddle) => {
    if (moment === 'before the body') return end(socket, manner, response)
    invite(socket)
    onMiddle(() => end(socket, manner, response))
  }
}

/** Reads a part of the body and ends the connection without a response. */
export function breakOff(manner: Manner): Meet {
  return (socket, onMiddle) => {
    invite(socket)
    onMiddle(() => end(socket, manner, ''))
  }
}

/** Reads the whole body and never responds. */
export const staySilent: Meet = invite

function invite(socket: Socket): void {
  socket.write('HTTP/1.1 100 Continue\r\n\r\n')
}

function end(socket: Socket, manner: Manner, response: string): void {
  switch (manner) {
    case 'stays open':
      socket.write(response)
      break
    case 'half-closes':
      socket.end(response)
      break
    case 'closes':
      // The system resets a connection that closes with unread bytes.
      socket.pause()
      socket.end(response, () => socket.destroy())
      break
    case 'resets':
      socket.pause()
      socket.write(response, () => socket.resetAndDestroy())
      break
  }
}

export async function startFaultyGateway(meet: Meet): Promise<FaultyGateway> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    listenTo(socket, () => gateway.meet)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port to be had')
  const gateway: FaultyGateway = {
    url: `http://127.0.0.1:${address.port}`,
    meet,
    async stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
  return gateway
}

function listenTo(socket: Socket, current: () => Meet): void {
  let head = ''
  let left = 0
  let untilMiddle = 0
  let onMiddle = () => {}

  function read(bytes: Buffer): void {
    if (left === 0) {
      readHead(bytes)
      return
    }
    const body = bytes.subarray(0, left)
    left -= body.length
    const wasBefore = untilMiddle > 0
    untilMiddle -= body.length
    if (wasBefore && untilMiddle <= 0) onMiddle()
    // After an early response, the next request can follow the body in the same chunk.
    if (body.length < bytes.length) read(bytes.subarray(body.length))
  }

  function readHead(bytes: Buffer): void {
    head += bytes.toString('latin1')
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    left = Number(/^content-length: *(\d+)/im.exec(head.slice(0, end))?.[1] ?? 0)
    untilMiddle = MIDDLE
    onMiddle = () => {}
    const early = Buffer.from(head.slice(end + 4), 'latin1')
    head = ''
    current()(socket, (listener) => {
      onMiddle = listener
    })
    if (early.length > 0) read(early)
  }

  socket.on('data', read)
  socket.on('end', () => socket.end())
}
