import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendError } from './response.ts'

/** Handles one request. `request.url` is relative to the mount path. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

/** Responds with 500 if the handler throws, so that the process survives. */
export function asMiddleware(handler: Handler) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await handler(request, response)
    } catch (caught) {
      if (response.headersSent) response.destroy()
      else sendError(response, 500, { error: 'InternalError', message: reasonOf(caught) })
    }
  }
}

/** Includes the code of a system error but not its message, which may contain local paths. */
export function reasonOf(caught: unknown): string {
  const code = caught instanceof Error && 'code' in caught ? String(caught.code) : undefined
  return `This server failed${code === undefined ? '' : ` (${code})`}.`
}
