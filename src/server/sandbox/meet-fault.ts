import type { OutgoingHttpHeaders } from 'node:http'
import type { FaultCase } from '../../core/sandbox/faults.ts'
import { BodyBrokeOff, discardBody } from './body-pieces.ts'
import { receiveFile } from './receive-file.ts'
import { errorAnswer, type SandboxAnswer } from './sandbox-answer.ts'
import { stay, untilGone, type Visit } from './visit.ts'
import { claimOtherHash, claimOtherSize, keepBesideCopy } from './wrong-upload.ts'

/** The answer that the fault has for this upload; undefined where there is none to be sent. */
export async function meetFault(
  fault: FaultCase,
  visit: Visit,
): Promise<SandboxAnswer | undefined> {
  try {
    return await suffer(fault, visit)
  } catch (caught) {
    if (caught instanceof BodyBrokeOff) return undefined
    throw caught
  }
}

async function suffer(fault: FaultCase, visit: Visit): Promise<SandboxAnswer | undefined> {
  switch (fault.kind) {
    case 'answer':
      if (fault.early !== true) await discardBody(visit)
      return orderedAnswer(fault)
    case 'html':
      await discardBody(visit)
      return cdnPage(fault.status)
    case 'break':
      await discardBody(visit, fault.afterBytes)
      visit.request.socket.resetAndDestroy()
      return undefined
    case 'lost-answer':
      await receiveFile(visit)
      visit.request.socket.resetAndDestroy()
      return undefined
    case 'silence':
      await discardBody(visit)
      await untilGone(visit.gone)
      return undefined
    case 'stall':
      await discardBody(visit, fault.afterBytes)
      await stay(visit.stillness, visit.gone)
      visit.request.resume()
      await untilGone(visit.gone)
      return undefined
    case 'wrong-hash':
      return receiveFile(visit, claimOtherHash)
    case 'wrong-size':
      return receiveFile(visit, claimOtherSize)
    case 'wrong-url':
      return receiveFile(visit, keepBesideCopy)
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

function orderedAnswer(fault: FaultCase & { kind: 'answer' }): SandboxAnswer {
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
function cdnPage(status: number): SandboxAnswer {
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
