import type { ServerResponse } from 'node:http'

/** Fires when nobody waits for the answer any more: it is sent, or the client went away. */
export function signalOfGoing(response: ServerResponse): AbortSignal {
  const going = new AbortController()
  response.once('close', () => going.abort())
  return going.signal
}
