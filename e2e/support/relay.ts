import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import type { Site } from './server.ts'

/** What a relay saw of an upload. */
interface SeenUpload {
  headers: IncomingHttpHeaders
  /** Uploads that were under way when this one began, with itself. */
  together: number
}

/**
 * Hands uploads on to the sandbox of a site and notes what each said: a witness beside our own
 * server, which tells what it sent by itself.
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
      const target = `${url}/sandbox/v1/files`
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
