import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServerCause } from '../../core/api/server-cause.ts'
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
      else {
        const cause: ServerCause = { reason: 'server-failed', facts: { code: codeOf(caught) } }
        const message = reasonOf(caught)
        sendError(response, 500, { error: 'InternalError', message, ...cause })
      }
    }
  }
}

/** Includes the code of a system error but not its message, which may contain local paths. */
export function reasonOf(caught: unknown): string {
  const code = codeOf(caught)
  return `This server failed${code === '' ? '' : ` (${code})`}.`
}

function codeOf(caught: unknown): string {
  return caught instanceof Error && 'code' in caught ? String(caught.code) : ''
}
