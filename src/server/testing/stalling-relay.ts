import { connect, createServer } from 'node:net'
import { listen } from './http-server.ts'

/** Milliseconds after which a client that sends nothing waits for the server. */
const STALL = 100

/**
 * Forwards bytes to a server on this machine. Holds the server's bytes back until the client waits
 * for them, as on a link with high latency.
 */
export async function serveStallingRelay(target: number): Promise<{
  port: number
  /** The most bytes that a client sent before it waited. */
  readLargest: () => number
}> {
  let largest = 0
  const relay = createServer((client) => {
    const server = connect(target, '127.0.0.1')
    let held: Buffer[] = []
    let sent = 0
    let timer: NodeJS.Timeout | undefined
    const release = () => {
      largest = Math.max(largest, sent)
      sent = 0
      client.write(Buffer.concat(held))
      held = []
      timer = undefined
    }
    client.on('data', (chunk) => {
      sent += chunk.length
      server.write(chunk)
      if (timer) timer.refresh()
    })
    server.on('data', (chunk) => {
      held.push(chunk)
      timer ??= setTimeout(release, STALL)
    })
    const end = () => {
      clearTimeout(timer)
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) socket.on('error', end).on('close', end)
  })
  return { port: await listen(relay), readLargest: () => largest }
}
