// @ts-check
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { argv, exit, stdin } from 'node:process'

/**
 * Sends uploads as the page does, each on one of several connections.
 *
 * `node load-generator.mjs URL UPLOADS BYTES CONNECTIONS` opens the connections with small uploads
 * and prints "ready". After a line from its input it sends the uploads and prints "done". It
 * exits with 1 if an upload fails.
 */
const [url = '', ...numbers] = argv.slice(2)
const [uploads = 0, bytes = 0, connections = 1] = numbers.map(Number)

/** Uploads after which the code of the server is compiled. */
const WARM_UP = Math.max(300, connections)

const agent = new Agent({ keepAlive: true, maxSockets: connections })
const headers = {
  'X-Refdrop-Page': '1',
  'Sec-Fetch-Site': 'same-origin',
  Authorization: 'Bearer varg_bench_0123456789abcdef',
  'Content-Type': 'application/octet-stream',
  'X-Content-Hash': `sha256:${'0'.repeat(64)}`,
}

const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

/**
 * Sends once more if the server closed a kept connection meanwhile.
 *
 * @param {Buffer} body
 * @returns {Promise<void>}
 */
function send(body) {
  return new Promise((resolve, reject) => {
    const own = { 'Content-Length': body.byteLength, 'X-Refdrop-Upload': newId() }
    const outgoing = request(url, { method: 'POST', agent, headers: { ...headers, ...own } })
    outgoing.on('error', (error) => {
      if (outgoing.reusedSocket) send(body).then(resolve, reject)
      else reject(error)
    })
    outgoing.on('response', (incoming) => {
      incoming.resume().once('end', () => {
        if (incoming.statusCode === 200) resolve()
        else reject(new Error(`An upload got ${incoming.statusCode}`))
      })
    })
    outgoing.end(body)
  })
}

/**
 * @param {number} count
 * @param {Buffer} body
 */
async function sendAll(count, body) {
  let left = count
  const sendNext = async () => {
    while (left > 0) {
      left -= 1
      await send(body)
    }
  }
  await Promise.all(Array.from({ length: connections }, sendNext))
}

await sendAll(WARM_UP, Buffer.alloc(4096))
console.log('ready')
await once(stdin, 'data')
await sendAll(uploads, Buffer.alloc(bytes, 'refdrop'))
console.log('done')
exit(0)
