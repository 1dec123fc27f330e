import { openSocket } from './http-client.ts'

/** Sends the bytes as they are, and resolves with all that comes until the connection is closed. */
export async function sendRaw(
  port: number,
  bytes: string | Uint8Array,
  { thenEnds = false, timeouts = 5_000 } = {},
): Promise<string> {
  const socket = await openSocket(port)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => socket.destroy(), timeouts)
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(giveUp)
      resolve(Buffer.concat(chunks).toString())
    })
    if (thenEnds) socket.end(bytes)
    else socket.write(bytes)
  })
}

/** The status of the first response in what {@link sendRaw} returns; 0 if there is none. */
export function statusIn(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0)
}
