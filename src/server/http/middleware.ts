import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerError } from './answer.ts'

/** Answers one request. `request.url` is what follows the place where it is mounted. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

/** A handler as Vite's server takes it: one that fails costs an answer, not the process. */
export function asMiddleware(handler: Handler) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await handler(request, response)
    } catch (caught) {
      if (response.headersSent) response.destroy()
      else answerError(response, 500, { error: 'InternalError', message: reasonOf(caught) })
    }
  }
}

/** Only the code of a system error is told: its message may hold paths of this machine. */
export function reasonOf(caught: unknown): string {
  const code = caught instanceof Error && 'code' in caught ? String(caught.code) : undefined
  return `This server failed${code === undefined ? '' : ` (${code})`}.`
}
