import { maskKey } from '../core/key.ts'
import type { Machine } from '../core/machine.ts'
import { answerError, answerJson } from './answer.ts'
import type { Handler } from './middleware.ts'
import { callerOf } from './same-page.ts'
import type { Settings } from './settings.ts'

/** Tells the page what this machine offers. The key itself never leaves here. */
export function machineRoute({ upstream, machineKey }: Settings): Handler {
  const machine: Machine = {
    upstream: upstream.label,
    machineKey: machineKey === null ? null : maskKey(machineKey),
  }
  return (request, response) => {
    if (callerOf(request) === 'foreign-page') {
      const message = 'Only the page of this server may ask.'
      answerError(response, 403, { error: 'ForbiddenError', message })
    } else if (request.method !== 'GET' || request.url !== '/') {
      answerError(response, 404, { error: 'NotFoundError', message: 'There is nothing here.' })
    } else {
      answerJson(response, 200, machine)
    }
  }
}
