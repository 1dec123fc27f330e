import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { connect, type Socket } from 'node:net'

/** A complete response. */
export interface TestResponse {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  /** The body as JSON. Undefined if it is not JSON. */
  json: Record<string, unknown> | undefined
}

export interface AskOptions {
  /** Replaces the path of the URL, for paths that the URL parser would normalise. */
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: Uint8Array | string
  /** Whether to send the body only after `100 Continue`, as the proxy does. */
  waits?: boolean
  /** A new connection by default. */
  agent?: Agent
}

/** Sends headers exactly as given, including forbidden ones. Reads an early response immediately. */
export function ask(
  url: string,
  { method = 'GET', path, headers, body, waits = false, agent }: AskOptions = {},
): Promise<TestResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method,
      headers: { ...headers, ...(waits && { Expect: '100-continue' }) },
      agent: agent ?? new Agent(),
      ...(path !== undefined && { path }),
    })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const { statusCode: status = 0, headers } = incoming
        resolve({ status, headers, bytes, json: parse(bytes) })
        if (!outgoing.writableEnded) outgoing.destroy()
      })
    })
    if (waits) outgoing.once('continue', () => outgoing.end(body))
    else outgoing.end(body)
  })
}

/**
 * Uploads as browsers do. Reads the response only after the whole body is sent. Rejects with a
 * network error if the connection breaks before that.
 */
export async function uploadLikeBrowser(
  url: string,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<TestResponse> {
  const { hostname, port, pathname, host } = new URL(url)
  const socket = await openSocket(Number(port), hostname)
  const lines = Object.entries({ ...headers, 'Content-Length': String(body.byteLength) })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\n${head}\r\n`)
  await new Promise<void>((resolve, reject) => {
    socket.once('error', (error) => reject(new Error('network error', { cause: error })))
    socket.write(body, () => resolve())
  })
  return readResponse(socket)
}

export function openSocket(port: number, hostname = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: hostname })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/** Reads one response with a `Content-Length` from a socket and closes the socket. */
export async function readResponse(socket: Socket): Promise<TestResponse> {
  let bytes = Buffer.alloc(0)
  for await (const chunk of socket) {
    bytes = withoutInterim(Buffer.concat([bytes, chunk]))
    const headEnd = bytes.indexOf('\r\n\r\n')
    if (headEnd < 0) continue
    const [first = '', ...lines] = bytes.subarray(0, headEnd).toString().split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    )
    const body = bytes.subarray(headEnd + 4)
    if (body.byteLength < Number(headers['content-length'])) continue
    return { status: Number(first.split(' ')[1]), headers, bytes: body, json: parse(body) }
  }
  throw new Error(`closed after ${bytes.byteLength} bytes of a response`)
}

/** Drops responses such as "102 Processing", which come before the response. */
function withoutInterim(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const headEnd = bytes.indexOf('\r\n\r\n')
  const isInterim = headEnd > 0 && /^HTTP\/1\.1 1\d\d /.test(bytes.subarray(0, 20).toString())
  return isInterim ? withoutInterim(bytes.subarray(headEnd + 4)) : bytes
}

function parse(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
