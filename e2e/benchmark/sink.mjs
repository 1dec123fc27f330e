// @ts-check
import { createServer } from 'node:http'

/** A gateway that drops each body and returns a new URL. It prints its port. */
let uploads = 0

const server = createServer((request, response) => {
  request.on('error', () => {})
  request.resume().once('end', () => {
    uploads += 1
    const body = {
      file_id: String(uploads),
      url: `https://s3.varg.ai/u/bench/${uploads}.png`,
      hash: request.headers['x-content-hash'],
      size: Number(request.headers['content-length']),
      media_type: 'image/png',
      deduplicated: false,
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : '')
})
