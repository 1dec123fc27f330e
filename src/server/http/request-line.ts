/** What is told of one request in the log. */
export interface RequestFacts {
  id: string
  method: string
  /** Where the handler is mounted, which `url` does not name. */
  place: string
  /** As it was asked for, with its query: only the path is told. */
  url: string
  /** Undefined where no answer was begun. */
  status: number | undefined
  /** Bytes of its body that came from the client. */
  received: number
  /** Bytes of the answer's body. */
  sent: number
  /** Milliseconds from the request to the end of its answer. */
  duration: number
  /** A sentence about what broke, if anything did. */
  failure: string | undefined
}

/**
 * One line without its end: a log that was written by hostile requests must still have one
 * line for each, and do nothing to the terminal that shows it.
 */
export function describeRequest(facts: RequestFacts, time = new Date()): string {
  const { id, method, status = '-', received, sent, duration, failure } = facts
  const numbers = `${status} in=${received} out=${sent} ms=${duration.toFixed(1)}`
  const line = `${time.toISOString()} ${id} ${method} ${pathOf(facts)} ${numbers}`
  return escapeUnprintable(failure === undefined ? line : `${line}: ${failure}`)
}

/** The path alone, also of a whole URL, and without a key that somebody put into it. */
function pathOf({ place, url }: RequestFacts): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  return place + path.replace(/varg(_|%5f)[^/]*/gi, 'varg_...')
}

function escapeUnprintable(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => {
    return `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
}
