import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendError } from './response.ts'

const bases = new WeakMap<IncomingMessage, string>()

/** The sub-path that {@link mountBelow} removed from the URL of a request, such as `/refdrop`. */
export function getBasePath(request: IncomingMessage): string {
  return bases.get(request) ?? ''
}

/**
 * Handles only requests below a sub-path, and removes it from their URL. Redirects the sub-path
 * itself to the URL with a slash, because the page has relative links.
 *
 * @param base without a slash at the end: empty, or `/refdrop`
 */
export function mountBelow(
  base: string,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): typeof handle {
  if (base === '') return handle
  return (request, response) => {
    const { url = '' } = request
    const rest = url.slice(base.length)
    if (url.startsWith(`${base}/`)) {
      bases.set(request, base)
      request.url = rest
      handle(request, response)
    } else if (url.startsWith(base) && /^$|^\?/.test(rest)) {
      response.writeHead(308, { Location: `${base}/${rest}`, 'Content-Length': 0 }).end()
    } else {
      const message = `There is nothing here. Refdrop is at ${base}/.`
      sendError(response, 404, { error: 'NotFoundError', message })
    }
  }
}
