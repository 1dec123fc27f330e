export interface RequestFacts {
  id: string
  method: string
  /** The path of the handler, which `url` does not include. */
  mountPath: string
  /** The requested URL with its query. The log contains only the path. */
  url: string
  /** Undefined if no response was started. */
  status: number | undefined
  /** Bytes of the request body. */
  received: number
  /** Bytes of the response body. */
  sent: number
  /** Milliseconds from the request to the end of its response. */
  duration: number
  /** A sentence about the failure, if there was one. */
  failure: string | undefined
}

/**
 * Formats one log line without a line break. Escapes all characters with which a hostile request
 * could forge lines or control the terminal.
 */
export function describeRequest(facts: RequestFacts, time = new Date()): string {
  const { id, method, status = '-', received, sent, duration, failure } = facts
  const numbers = `${status} in=${received} out=${sent} ms=${duration.toFixed(1)}`
  const line = `${time.toISOString()} ${id} ${method} ${pathOf(facts)} ${numbers}`
  return escapeUnprintable(failure === undefined ? line : `${line}: ${failure}`)
}

/** The path of a relative or absolute URL. Masks keys in it. */
function pathOf({ mountPath, url }: RequestFacts): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  return mountPath + path.replace(/varg(_|%5f)[^/]*/gi, 'varg_...')
}

function escapeUnprintable(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => {
    return `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
}
