// @ts-check
import { Agent, request } from 'node:http'
import { argv, exit } from 'node:process'

/**
 * Sends uploads as the page does, each on one of several connections.
 *
 * `node load-generator.mjs URL UPLOADS BYTES CONNECTIONS` prints the seconds, and exits with 1
 * if an upload fails.
 */
const [url = '', ...numbers] = argv.slice(2)
const [uploads = 0, bytes = 0, connections = 1] = numbers.map(Number)

const body = Buffer.alloc(bytes, 'refdrop')
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const headers = {
  'X-Refdrop-Page': '1',
  'Sec-Fetch-Site': 'same-origin',
  Authorization: 'Bearer varg_bench_0123456789abcdef',
  'Content-Type': 'application/octet-stream',
  'Content-Length': bytes,
  'X-Content-Hash': `sha256:${'0'.repeat(64)}`,
}

const newId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

/** Sends once more if the server closed a kept connection meanwhile. @returns {Promise<void>} */
function send() {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'X-Refdrop-Upload': newId() },
    })
    outgoing.on('error', (error) =>
      outgoing.reusedSocket ? send().then(resolve, reject) : reject(error),
    )
    outgoing.on('response', (incoming) => {
      incoming.resume().once('end', () => {
        if (incoming.statusCode === 200) resolve()
        else reject(new Error(`An upload got ${incoming.statusCode}`))
      })
    })
    outgoing.end(body)
  })
}

let left = uploads
const began = performance.now()
const sendAll = async () => {
  for (; left > 0; ) {
    left -= 1
    await send()
  }
}

Promise.all(Array.from({ length: connections }, sendAll)).then(
  () => {
    console.log((performance.now() - began) / 1000)
    exit(0)
  },
  (error) => {
    console.error(error)
    exit(1)
  },
)
