import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** A gateway below HTTP, so that it can end a connection in every way there is. */
export interface FaultyGateway {
  url: string
  /** How the next uploads are met. */
  meet: Meet
  stop: () => Promise<void>
}

/** What becomes of an upload whose head is here; `onMiddle` tells when a part of its body is, too. */
export type Meet = (socket: Socket, onMiddle: (listener: () => void) => void) => void

/** When an answer, or the end, comes. */
export const MOMENTS = ['before the body', 'in the body'] as const

/** How a connection goes on after an early answer. */
export const MANNERS = ['stays open', 'half-closes', 'closes', 'resets'] as const

export type Moment = (typeof MOMENTS)[number]
export type Manner = (typeof MANNERS)[number]

/** Bytes of a body after which its middle has come. */
const MIDDLE = 100_000

/** Answers with an error of the contract, at that moment, and ends in that manner. */
export function refuseEarly(status: number, error: string, moment: Moment, manner: Manner): Meet {
  const body = JSON.stringify({ error, message: 'No.' })
  const lines = [
    `HTTP/1.1 ${status} No`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    ...(manner === 'stays open' ? [] : ['Connection: close']),
  ]
  const answer = `${lines.join('\r\n')}\r\n\r\n${body}`
  return (socket, onMiddle) => {
    if (moment === 'before the body') return end(socket, manner, answer)
    invite(socket)
    onMiddle(() => end(socket, manner, answer))
  }
}

/** Takes a part of the body, and ends without a word. */
export function breakOff(manner: Manner): Meet {
  return (socket, onMiddle) => {
    invite(socket)
    onMiddle(() => end(socket, manner, ''))
  }
}

/** Takes all of the body, and says nothing ever. */
export const staySilent: Meet = invite

function invite(socket: Socket): void {
  socket.write('HTTP/1.1 100 Continue\r\n\r\n')
}

function end(socket: Socket, manner: Manner, answer: string): void {
  switch (manner) {
    case 'stays open':
      socket.write(answer)
      break
    case 'half-closes':
      socket.end(answer)
      break
    case 'closes':
      // What it has not read by then makes the system reset the connection.
      socket.pause()
      socket.end(answer, () => socket.destroy())
      break
    case 'resets':
      socket.pause()
      socket.write(answer, () => socket.resetAndDestroy())
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
    // Who was answered early may send the next request right behind the body.
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
