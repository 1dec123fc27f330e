import { createHash } from 'node:crypto'
import { serveUpstream } from './http-server.ts'

/** A gateway that reads each upload at a limited rate, then confirms it. */
export interface SlowGateway {
  url: string
  /** Number of started uploads. */
  uploads: number
  /** Bytes read from all bodies. */
  received: number
}

/** @param bytesPerSecond the rate of each upload, which may change during one */
export async function serveSlowGateway(bytesPerSecond: () => number): Promise<SlowGateway> {
  const gateway: SlowGateway = { url: '', uploads: 0, received: 0 }
  gateway.url = await serveUpstream(async (request, response) => {
    gateway.uploads += 1
    const hash = createHash('sha256')
    let size = 0
    request.on('error', () => {})
    try {
      for await (const chunk of request) {
        hash.update(chunk)
        size += chunk.length
        gateway.received += chunk.length
        const pause = (1000 * chunk.length) / bytesPerSecond()
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    } catch {
      return
    }
    response.end(JSON.stringify({ size, hash: `sha256:${hash.digest('hex')}` }))
  })
  return gateway
}
