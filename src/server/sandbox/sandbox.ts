import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { PATHS } from '../../core/contract.ts'
import { answerError, answerJson } from '../answer.ts'
import type { Handler } from '../middleware.ts'
import { callerOf } from '../same-page.ts'
import { type Account, findAccount } from './account.ts'
import { refuseEarly } from './early-answer.ts'
import { FileStore } from './file-store.ts'
import { asksForFile, servePublicFile } from './public-file.ts'
import { receiveFile } from './receive-file.ts'

/** 100,000 credits at 1 cent each, so $1,000.00, for everybody: enough to see a balance. */
const BALANCE = { balance_cents: 100_000 }

/** One call of the gateway, made with a good key. */
type Call = (
  request: IncomingMessage,
  response: ServerResponse,
  account: Account,
) => Promise<void> | void

export interface Sandbox {
  handle: Handler
  /** Makes its folder ready. Uploads fail one by one, with an answer, if that cannot be done. */
  prepare(): Promise<void>
}

/** A gateway on this machine that honours the contract and keeps its files in `dataFolder`. */
export function createSandbox(dataFolder: string): Sandbox {
  const store = new FileStore(join(dataFolder, 'sandbox'))
  const calls: Record<string, Record<string, Call>> = {
    [PATHS.files]: {
      POST: (request, response, account) => receiveFile(request, response, account, store),
    },
    [PATHS.balance]: { GET: (_, response) => answerJson(response, 200, BALANCE) },
    [PATHS.me]: {
      GET: (_, response, { id, email }) => answerJson(response, 200, { userId: id, email }),
    },
  }

  const handle: Handler = async (request, response) => {
    if (asksForFile(request)) return servePublicFile(request, response, store)
    if (callerOf(request) === 'foreign-page') {
      const message = 'Only the page of this server and programs may use the sandbox.'
      return answerError(response, 403, { error: 'ForbiddenError', message })
    }
    const methods = calls[request.url ?? '']
    const call = methods?.[request.method ?? '']
    if (methods === undefined) {
      const message = `The sandbox has ${Object.keys(calls).join(', ')} and the files under /u.`
      return answerError(response, 404, { error: 'NotFoundError', message })
    }
    if (call === undefined) {
      response.setHeader('Allow', Object.keys(methods).join(', '))
      const message = `Here, only ${Object.keys(methods).join(', ')} does something.`
      return answerError(response, 405, { error: 'MethodNotAllowedError', message })
    }
    const account = findAccount(request)
    if (account === undefined) {
      const message = 'The sandbox takes any key of the form varg_…, except varg_bad….'
      return refuseEarly(request, response, 401, { error: 'AuthError', message })
    }
    // Faults that a tester asks for will come in here, before the call is made.
    await call(request, response, account)
  }

  return { handle, prepare: () => store.prepare() }
}
