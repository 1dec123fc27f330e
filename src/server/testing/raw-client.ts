import { openSocket } from './http-client.ts'

/** Sends raw bytes. Resolves with everything received until the connection closes. */
export async function sendRaw(
  port: number,
  bytes: string | Uint8Array,
  { thenEnds = false, timeout = 5_000 } = {},
): Promise<string> {
  const socket = await openSocket(port)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), timeout)
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(timer)
      resolve(Buffer.concat(chunks).toString())
    })
    if (thenEnds) socket.end(bytes)
    else socket.write(bytes)
  })
}

/** The status of the first response in a result of {@link sendRaw}. 0 without a response. */
export function statusIn(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0)
}
