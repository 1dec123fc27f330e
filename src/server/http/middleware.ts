import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendError } from './response.ts'
import { describeCrash } from './server-failure.ts'

/** Handles one request. `request.url` is relative to the mount path. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

/** Responds with 500 if the handler throws, so that the process survives. */
export function asMiddleware(handler: Handler) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await handler(request, response)
    } catch (caught) {
      if (response.headersSent) response.destroy()
      else sendError(response, 500, describeCrash(caught))
    }
  }
}
