import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import Negotiator from 'negotiator'
import send from 'send'
import { languageSuffix } from '../../core/text/languages.ts'
import type { Upstream } from '../proxy/upstream.ts'
import { CODINGS, COMPRESSIBLE } from './compressed-files.ts'
import { JSON_HEADERS } from './data-headers.ts'
import { pageHeaders } from './page-headers.ts'
import { languageFor } from './page-language.ts'
import { hasPlainNames } from './request-target.ts'
import { sendBytes, sendError, toJsonBytes } from './response.ts'

/**
 * Serves the built page. Chooses its language, and the best encoding on disk that the client accepts.
 */
export function servePageFiles(folder: string, upstream: Pick<Upstream, 'url'>) {
  const addHeaders = pageHeaders(upstream)
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      const message = 'The page can only be read.'
      sendError(response, 405, { error: 'MethodNotAllowedError', message })
      return
    }
    const [path = '/'] = (request.url ?? '/').split('?', 1)
    addHeaders(request, response, () => {
      if (!hasPlainNames(path)) return sendMissing(response, 404)
      if (path !== '/') return sendFile(request, response, folder, path)
      const language = languageFor(request.headers)
      response.setHeader('Content-Language', language)
      response.setHeader('Vary', 'Accept-Language, Cookie')
      sendFile(request, response, folder, `/index${languageSuffix(language)}.html`)
    })
  }
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  path: string,
): void {
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache')
  const type = COMPRESSIBLE[extname(path)]
  if (type !== undefined) {
    response.setHeader('Content-Type', type)
    response.appendHeader('Vary', 'Accept-Encoding')
  }
  const accepted = type === undefined ? [] : acceptedCodings(request)
  const attempt = ([coding, ...others]: typeof accepted): void => {
    if (coding === undefined) response.removeHeader('Content-Encoding')
    else response.setHeader('Content-Encoding', coding.name)
    send(request, path + (coding?.extension ?? ''), {
      root: folder,
      index: false,
      cacheControl: false,
      acceptRanges: false,
    })
      .on('error', ({ status = 500 }: { status?: number }) => {
        if (response.headersSent) response.destroy()
        else if (status === 404 && coding !== undefined) attempt(others)
        else sendMissing(response, status)
      })
      .on('directory', () => sendMissing(response, 404))
      .pipe(response)
  }
  attempt(accepted)
}

function acceptedCodings(request: IncomingMessage) {
  const accepted = new Negotiator(request).encodings(CODINGS.map(({ name }) => name))
  return CODINGS.filter(({ name }) => accepted.includes(name))
}

/** Keeps the response out of caches, because the next build may contain the file. */
function sendMissing(response: ServerResponse, status: number): void {
  for (const name of ['Content-Encoding', 'Content-Language', 'Vary', 'ETag', 'Last-Modified']) {
    response.removeHeader(name)
  }
  const error = { error: 'NotFoundError', message: 'There is no such file.', statusCode: status }
  const headers = { ...JSON_HEADERS, 'Cache-Control': 'no-cache' }
  sendBytes(response, status, headers, toJsonBytes(error))
}
