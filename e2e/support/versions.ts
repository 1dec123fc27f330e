import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { json } from './upstream.ts'

/** An upload that the gateway received. */
interface Received {
  path: string
  headers: IncomingHttpHeaders
}

/** Changes what a gateway does, for one upload or for all calls. */
interface Behaviour {
  /** Responds in place of the gateway. Returns false to let it respond itself. */
  refuse: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Responses to uploads wait for it. */
  until: Promise<unknown>
  /** Whether responses of version 2 state the hash. */
  statesHash: boolean
}

/**
 * A gateway that speaks some versions of the API, with a balance for every key. It stores nothing.
 * Pass its parts to `startUpstream`.
 */
export function gatewayOf(...versions: (1 | 2)[]) {
  const received: Received[] = []
  const reads: string[] = []
  const behaviour: Behaviour = { refuse: () => false, until: Promise.resolve(), statesHash: true }
  const speaks = (url: string) => versions.find((version) => url.includes(`/v${version}/`))

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { url = '', headers } = request
    received.push({ path: url, headers })
    if (headers.expect) response.writeContinue()
    const hash = createHash('sha256')
    let size = 0
    request.on('data', (chunk: Buffer) => {
      hash.update(chunk)
      size += chunk.length
    })
    request.on('end', async () => {
      await behaviour.until
      if (behaviour.refuse(request, response)) return
      if (!speaks(url)) return noSuchPath(response)
      const digest = hash.digest('hex')
      const stated = { size, media_type: headers['content-type'], deduplicated: false }
      const file = { file_id: `file_${digest.slice(0, 8)}`, url: urlOf(digest), ...stated }
      const hashes = { 1: `sha256:${digest}`, 2: behaviour.statesHash ? digest : null }
      json(response, 200, { ...file, hash: hashes[speaks(url) ?? 1] })
    })
  }

  function read(request: IncomingMessage, response: ServerResponse): void {
    const { url = '' } = request
    reads.push(url)
    if (behaviour.refuse(request, response)) return
    const version = speaks(url)
    if (!version) noSuchPath(response)
    else if (url.endsWith('/v2/me')) json(response, 200, { userId: 'user_1', email: null })
    else json(response, 200, version === 1 ? { balance_cents: 5 } : { available: 5 })
  }

  return { received, reads, behaviour, answer, read }
}

const urlOf = (digest: string) => `https://s3.varg.ai/files/acc_1/${digest.slice(0, 12)}.png`

function noSuchPath(response: ServerResponse): void {
  json(response, 404, { error: 'NotFoundError', message: 'There is no such path.' })
}
