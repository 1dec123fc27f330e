import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import type { Site } from './server.ts'

/** An upload that passed a relay. */
interface SeenUpload {
  headers: IncomingHttpHeaders
  /** The number of uploads in flight when this one began, including itself. */
  together: number
}

/**
 * Forwards uploads to the sandbox of a site and records their headers.
 * The records are independent of the headers that the server itself reports.
 */
export function relayTo({ url }: Pick<Site, 'url'>) {
  const seen: SeenUpload[] = []
  let underWay = 0
  return {
    seen: seen as readonly SeenUpload[],

    answer(incoming: IncomingMessage, response: ServerResponse): void {
      const { headers } = incoming
      underWay += 1
      seen.push({ headers, together: underWay })
      response.on('close', () => {
        underWay -= 1
      })
      const { expect: _, ...passed } = headers
      if (headers.expect) response.writeContinue()
      const target = `${url}/sandbox${incoming.url}`
      const outgoing = request(target, {
        method: 'POST',
        headers: { ...passed, host: new URL(url).host },
      })
      outgoing.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      outgoing.on('error', () => response.destroy())
      response.on('close', () => outgoing.destroy())
      incoming.pipe(outgoing)
    },
  }
}
