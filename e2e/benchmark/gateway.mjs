// @ts-check
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'

/**
 * The least that keeps the gateway's contract: it reads a body, hashes it, answers, and keeps
 * the hash only, so that what is measured is the way to it. It allows other origins, so that
 * a page can send to it without a proxy. Prints its port.
 */

/** Bytes a second at which bodies are read; as fast as they come where it is not set. */
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
  if (method === 'GET' && url === '/seen') return answer(response, { requests, received })
  if (method === 'GET' && url === '/v1/balance') return answer(response, { balance_cents: 1000 })
  if (method === 'GET') return answer(response, { userId: 'bench', email: 'bench@example.com' })
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
  answer(response, {
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
function answer(response, data) {
  response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' }).end(JSON.stringify(data))
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : '')
})
