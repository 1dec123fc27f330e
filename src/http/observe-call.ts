import { type ContentHash, PATHS } from '../core/api/contract.ts'
import { accessHeaders } from '../core/api/credential.ts'
import type { HeaderList } from '../core/traffic/exchange.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import { reportCall } from './observed-calls.ts'
import type { SendOptions } from './send-options.ts'

/** As every file is sent, unless somebody tests. */
function usualHeaders(hash: ContentHash): HeaderList {
  return [
    ['Content-Type', 'application/octet-stream'],
    ['X-Content-Hash', hash],
  ]
}

export type CallObserver = ReturnType<typeof observeCall>

/** Notes what happens to a send and when, and tells it once. */
export function observeCall({ base, hash, size, upload, ...options }: SendOptions) {
  const { observer = reportCall } = options
  const at = Date.now()
  const began = performance.now()
  const { headers = usualHeaders(hash) } = options
  const marks: Pick<ObservedCall, 'sent' | 'answered' | 'response'> = {}
  let isOver = false
  let loaded: number | undefined
  const time = () => performance.now() - began
  return {
    headers: [...headers, ...accessHeaders(options)],
    /** The browser has given every byte away, to our server as far as it knows. */
    noteLoaded() {
      loaded = time()
      marks.sent = loaded
    },
    /** Whether every byte is out, by what our server tells. */
    noteSent(isOut: boolean) {
      if (isOut) marks.sent ??= time()
      else delete marks.sent
    },
    noteHead() {
      marks.answered ??= time()
      marks.sent ??= loaded
    },
    noteAnswer(response: NonNullable<ObservedCall['response']>) {
      this.noteHead()
      marks.response = response
    },
    end(failure?: ObservedCall['failure']) {
      if (isOver) return
      isOver = true
      observer({
        at,
        method: 'POST',
        path: base + PATHS.files,
        headers: this.headers,
        body: { size, hash },
        ...(upload && { upload: { ...upload, hash } }),
        failure,
        ...marks,
        ended: time(),
      })
    },
  }
}
