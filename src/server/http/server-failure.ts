import type { ErrorWire } from '../../core/api/contract.ts'

/** The error of a 500 response after a handler has thrown. */
export function describeCrash(caught: unknown): ErrorWire {
  const message = reasonOf(caught)
  return {
    error: 'InternalError',
    message,
    reason: 'server-failed',
    facts: { code: codeOf(caught) },
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
