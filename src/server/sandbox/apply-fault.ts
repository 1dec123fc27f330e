import type { OutgoingHttpHeaders } from 'node:http'
import type { FaultCase } from '../../core/sandbox/faults.ts'
import { BodyBrokeOff, discardBody } from './body-pieces.ts'
import { claimOtherHash, claimOtherSize, keepBesideCopy } from './corrupt-response.ts'
import { receiveFile } from './receive-file.ts'
import { type SandboxRequest, stay, untilGone } from './sandbox-request.ts'
import { errorAnswer, type SandboxResponse } from './sandbox-response.ts'

/** The answer that the fault has for this upload; undefined where there is none to be sent. */
export async function applyFault(
  fault: FaultCase,
  sandboxRequest: SandboxRequest,
): Promise<SandboxResponse | undefined> {
  try {
    return await suffer(fault, sandboxRequest)
  } catch (caught) {
    if (caught instanceof BodyBrokeOff) return undefined
    throw caught
  }
}

async function suffer(
  fault: FaultCase,
  sandboxRequest: SandboxRequest,
): Promise<SandboxResponse | undefined> {
  switch (fault.kind) {
    case 'answer':
      if (fault.early !== true) await discardBody(sandboxRequest)
      return orderedAnswer(fault)
    case 'html':
      await discardBody(sandboxRequest)
      return cdnPage(fault.status)
    case 'break':
      await discardBody(sandboxRequest, fault.afterBytes)
      sandboxRequest.request.socket.resetAndDestroy()
      return undefined
    case 'lost-answer':
      await receiveFile(sandboxRequest)
      sandboxRequest.request.socket.resetAndDestroy()
      return undefined
    case 'silence':
      await discardBody(sandboxRequest)
      await untilGone(sandboxRequest.gone)
      return undefined
    case 'stall':
      await discardBody(sandboxRequest, fault.afterBytes)
      await stay(sandboxRequest.stillness, sandboxRequest.gone)
      sandboxRequest.request.resume()
      await untilGone(sandboxRequest.gone)
      return undefined
    case 'wrong-hash':
      return receiveFile(sandboxRequest, claimOtherHash)
    case 'wrong-size':
      return receiveFile(sandboxRequest, claimOtherSize)
    case 'wrong-url':
      return receiveFile(sandboxRequest, keepBesideCopy)
  }
}

const CODES: Record<number, string> = {
  400: 'ValidationError',
  401: 'AuthError',
  402: 'InsufficientBalanceError',
  403: 'ForbiddenError',
  413: 'PayloadTooLargeError',
  429: 'RateLimitError',
  502: 'ProviderError',
}

/** These have no body, whatever is asked for. */
const BODILESS = [204, 205, 304]

function orderedAnswer(fault: FaultCase & { kind: 'answer' }): SandboxResponse {
  const { status, error = CODES[status] ?? 'InternalError' } = fault
  const { message = `The sandbox was asked to answer ${status}.` } = fault
  const answer = errorAnswer(status, { error, message }, fault.nested)
  const body = fault.body === undefined ? answer.body : Buffer.from(fault.body)
  const { mediaType } = fault
  return {
    status,
    headers: mergeHeaders({
      ...answer.headers,
      ...(mediaType !== undefined && { 'content-type': mediaType }),
      ...fault.headers,
    }),
    body: BODILESS.includes(status) ? Buffer.alloc(0) : body,
  }
}

/** What a CDN puts in the gateway's place: a page, with whatever a page may hold. */
function cdnPage(status: number): SandboxResponse {
  const title = `Error ${status}`
  const body = `<!doctype html><html><head><title>${title}</title></head><body>
<h1>${title}</h1><p>Sorry, you have been <b>stopped</b> by the sandbox.</p>
<script>document.title = 'This ran'</script></body></html>`
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: Buffer.from(BODILESS.includes(status) ? '' : body),
  }
}

/** A name is one header in any case: the last wins. */
function mergeHeaders(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const entries = Object.entries(headers)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]))
}
