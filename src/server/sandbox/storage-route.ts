import type { IncomingMessage, ServerResponse } from 'node:http'
import { FOREIGN_PAGE } from '../http/data-headers.ts'
import { sendError, sendJson } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import type { FileStore } from './file-store.ts'

/** Reports or deletes all stored files, for this server's own page only. */
export async function handleStorage(
  request: IncomingMessage,
  response: ServerResponse,
  store: FileStore,
): Promise<void> {
  if (callerOf(request) !== 'this-page') {
    const message = 'Only the page of this server may ask what the sandbox keeps, or empty it.'
    return sendError(response, 403, { error: 'ForbiddenError', message, ...FOREIGN_PAGE })
  }
  switch (request.method) {
    case 'GET':
      return sendJson(response, 200, await store.quota.measure())
    case 'DELETE':
      return sendJson(response, 200, await store.empty())
    default: {
      response.setHeader('Allow', 'GET, DELETE')
      const message = 'Here, only GET, DELETE does something.'
      return sendError(response, 405, { error: 'MethodNotAllowedError', message })
    }
  }
}
