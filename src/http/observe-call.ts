import { accessHeaders } from '../core/api/credential.ts'
import { SENDS } from '../core/api/sends.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import { reportCall } from './observed-calls.ts'
import type { SendOptions } from './send-options.ts'

export type CallObserver = ReturnType<typeof observeCall>

/** Records the times of a send and reports the call once. */
export function observeCall({ base, sent, upload, ...options }: SendOptions) {
  const { observer = reportCall, version } = options
  const { hash, size } = sent
  const at = Date.now()
  const began = performance.now()
  const usual = SENDS[version].headers(sent)
  const marks: Pick<ObservedCall, 'sent' | 'answered' | 'response'> = {}
  let isOver = false
  let loaded: number | undefined
  const time = () => performance.now() - began
  return {
    headers: [...(options.headers?.(usual) ?? usual), ...accessHeaders(options)],
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
        path: base + SENDS[version].route.path,
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
