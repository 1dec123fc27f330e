// @ts-check
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'

/**
 * A minimal gateway that keeps the contract. It reads and hashes each body, and stores only the
 * hash. Its own cost stays small, so a benchmark measures the path to it. CORS allows all origins,
 * so a page can send to it without a proxy. It prints its port.
 */

/** Bytes read per second for each upload. 0 means no limit. */
const RATE = Number(process.env.GATEWAY_RATE ?? 0)

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Max-Age': '600',
}

/** @type {Set<string>} */
const known = new Set()
let requests = 0
let received = 0

const server = createServer(async (request, response) => {
  const { method = 'GET', url = '/' } = request
  if (method === 'OPTIONS') return response.writeHead(204, CORS).end()
  if (method === 'GET' && url === '/seen') return respond(response, { requests, received })
  if (method === 'GET' && url === '/v1/balance') return respond(response, { balance_cents: 1000 })
  if (method === 'GET') return respond(response, { userId: 'bench', email: 'bench@example.com' })
  requests += 1
  const hasher = createHash('sha256')
  let size = 0
  for await (const piece of request) {
    hasher.update(piece)
    size += piece.length
    received += piece.length
    if (RATE > 0) await new Promise((resolve) => setTimeout(resolve, (1000 * piece.length) / RATE))
  }
  const digest = hasher.digest('hex')
  const deduplicated = known.has(digest)
  known.add(digest)
  respond(response, {
    file_id: digest.slice(0, 16),
    url: `https://s3.varg.ai/u/bench/${digest.slice(0, 16)}.png`,
    hash: `sha256:${digest}`,
    size,
    media_type: 'image/png',
    deduplicated,
  })
})

/**
 * @param {import('node:http').ServerResponse} response
 * @param {object} data
 */
function respond(response, data) {
  response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' }).end(JSON.stringify(data))
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : '')
})
