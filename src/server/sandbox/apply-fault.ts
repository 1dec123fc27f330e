import type { OutgoingHttpHeaders } from 'node:http'
import type { ApiVersion } from '../../core/api/api-version.ts'
import type { FaultCase } from '../../core/sandbox/faults.ts'
import { reportOtherHash, reportOtherSize, storeWithCorruptCopy } from './corrupt-response.ts'
import { codeOfStatus } from './error-codes.ts'
import { BodyAborted, discardBody } from './read-body.ts'
import { receiveFile } from './receive-file.ts'
import { delay, type SandboxRequest, waitForAbort } from './sandbox-request.ts'
import { errorResponse, type SandboxResponse } from './sandbox-response.ts'

/** Handles an upload as the fault says. Resolves with undefined when no response is to be sent. */
export async function applyFault(
  fault: FaultCase,
  sandboxRequest: SandboxRequest,
): Promise<SandboxResponse | undefined> {
  try {
    return await applyCase(fault, sandboxRequest)
  } catch (caught) {
    if (caught instanceof BodyAborted) return undefined
    throw caught
  }
}

async function applyCase(
  fault: FaultCase,
  sandboxRequest: SandboxRequest,
): Promise<SandboxResponse | undefined> {
  switch (fault.kind) {
    case 'answer':
      if (fault.early !== true) await discardBody(sandboxRequest)
      return plannedResponse(fault, sandboxRequest.version)
    case 'html':
      await discardBody(sandboxRequest)
      return cdnResponse(fault.status)
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
      await waitForAbort(sandboxRequest.signal)
      return undefined
    case 'stall':
      await discardBody(sandboxRequest, fault.afterBytes)
      await delay(sandboxRequest.stallDuration, sandboxRequest.signal)
      sandboxRequest.request.resume()
      await waitForAbort(sandboxRequest.signal)
      return undefined
    case 'wrong-hash':
      return receiveFile(sandboxRequest, reportOtherHash)
    case 'wrong-size':
      return receiveFile(sandboxRequest, reportOtherSize)
    case 'wrong-url':
      return receiveFile(sandboxRequest, storeWithCorruptCopy)
  }
}

/** Statuses without a body, even if the fault has one. */
const BODILESS = [204, 205, 304]

function plannedResponse(
  fault: FaultCase & { kind: 'answer' },
  version: ApiVersion,
): SandboxResponse {
  const { status, error = codeOfStatus(status, version) } = fault
  const { message = `The sandbox was asked to answer ${status}.` } = fault
  const failure = errorResponse(status, { error, message }, fault.nested || version === 2)
  const body = fault.body === undefined ? failure.body : Buffer.from(fault.body)
  const { mediaType } = fault
  return {
    status,
    headers: mergeHeaders({
      ...failure.headers,
      ...(mediaType !== undefined && { 'content-type': mediaType }),
      ...fault.headers,
    }),
    body: BODILESS.includes(status) ? Buffer.alloc(0) : body,
  }
}

/** The HTML page that a CDN returns in place of the gateway's response. */
function cdnResponse(status: number): SandboxResponse {
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

/** Header names ignore case. The last value wins. */
function mergeHeaders(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const entries = Object.entries(headers)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]))
}
