import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { GATEWAYS } from '../../core/api/gateways.ts'
import { redact } from '../../core/api/key.ts'
import { IMPORT_PATH } from '../../core/api/server-info.ts'
import { SIZE_LIMIT } from '../../core/api/v1/limits-v1.ts'
import { bodyChunks } from '../http/body-reader.ts'
import { DATA_HEADERS, FOREIGN_PAGE } from '../http/data-headers.ts'
import { sendContinue } from '../http/expectation.ts'
import type { Handler } from '../http/middleware.ts'
import { setFailure } from '../http/request-log.ts'
import { closeSignal, sendError } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import { ImportFailure } from './import-failure.ts'
import type { ImportedFile, ImportUrl } from './url-importer.ts'

/** Maximum bytes of a request body. Most servers accept URLs of 8 KiB. */
const MAX_BODY = 16_384

const IMPORT = IMPORT_PATH.slice(GATEWAYS.varg.base.length)

export function isImportRequest({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && url === IMPORT
}

/**
 * Responds with the file at the public URL in a JSON body. The page cannot fetch it itself because
 * of its own policy and CORS. The file is fetched whole first, so every failure gets a response.
 */
export function importRoute(importUrl: ImportUrl): Handler {
  return async (request, response) => {
    if (callerOf(request) !== 'this-page') {
      const message = 'Only the page of this server may import URLs.'
      return sendError(response, 403, { error: 'ForbiddenError', message, ...FOREIGN_PAGE })
    }
    sendContinue(request, response)
    const body = await readBody(request)
    if (body === undefined) {
      const message = `The body has more than ${MAX_BODY} bytes.`
      return sendError(response, 413, { error: 'PayloadTooLargeError', message })
    }
    const url = urlIn(body)
    if (url === undefined) {
      const message = 'The body must be JSON such as {"url": "https://files.example/cat.jpg"}.'
      return sendError(response, 400, { error: 'ValidationError', message })
    }
    const { 'user-agent': userAgent } = request.headers
    const options = { limit: SIZE_LIMIT, signal: closeSignal(response), userAgent }
    try {
      await importUrl(url, options, (file) => sendFile(file, response))
    } catch (caught) {
      if (response.headersSent) response.destroy()
      if (response.destroyed) return
      if (!(caught instanceof ImportFailure)) throw caught
      const { status, message, cause } = caught
      // The host comes from a person, who may have pasted a key.
      setFailure(response, redact(message))
      sendError(response, status, { error: 'ImportError', message, ...cause })
    }
  }
}

/** Returns undefined if the body is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bodyChunks(request)) {
    size += chunk.byteLength
    if (size > MAX_BODY) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function urlIn(body: string): string | undefined {
  try {
    const url: unknown = JSON.parse(body)?.url
    return typeof url === 'string' ? url : undefined
  } catch {
    return undefined
  }
}

async function sendFile(
  { mediaType, name, size, read }: ImportedFile,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, {
    ...DATA_HEADERS,
    'Content-Type': 'application/octet-stream',
    'Content-Length': size,
    'X-Fetched-Type': mediaType,
    'X-Fetched-Length': size,
    'X-Fetched-Name': encodeURIComponent(name),
  })
  await pipeline(read(), response)
}
