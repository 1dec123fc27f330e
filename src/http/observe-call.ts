import { type ContentHash, PATHS } from '../core/api/contract.ts'
import { accessHeaders, type HeaderList } from '../core/api/credential.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import { reportCall } from './observed-calls.ts'
import type { SendOptions } from './send-options.ts'

function usualHeaders(hash: ContentHash): HeaderList {
  return [
    ['Content-Type', 'application/octet-stream'],
    ['X-Content-Hash', hash],
  ]
}

export type CallObserver = ReturnType<typeof observeCall>

/** Records the times of a send and reports the call once. */
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
    /** The browser has passed on every byte. They may still be in a buffer. */
    noteLoaded() {
      loaded = time()
      marks.sent = loaded
    },
    /** Whether every byte has left our server, by its own report. */
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
