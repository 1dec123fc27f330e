import type { GatewayId } from '../api/gateways.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { Send } from './link-rate.ts'

export type Pipeline = 'hashing' | 'sending'

/** One file's turn in a pipeline. */
export interface Run extends Send {
  pipeline: Pipeline
  gateway: GatewayId
  controller: AbortController
}

/** How many files may be hashed and sent at a time. */
export type Limits = Record<Pipeline, number>

export type Runs = ReturnType<typeof createRuns>

/**
 * Who has a turn now. A run that was stopped may still be unwinding when its file gets
 * the next one: who no longer owns its file may not speak for it, nor free its slot.
 */
export function createRuns(limits: Readonly<Limits>) {
  const runs = new Map<UploadId, Run>()
  const counts = { hashing: 0, sending: 0 }

  /** Ends a file's turn, if it has one, and frees the slot. */
  function release(id: UploadId): void {
    const run = runs.get(id)
    if (!run) return
    runs.delete(id)
    counts[run.pipeline] -= 1
  }

  /** Sends to a gateway that began at a time or later. */
  function sendingTo(gateway: GatewayId, since = 0): Run[] {
    return Array.from(runs.values()).filter(
      (run) => run.pipeline === 'sending' && run.gateway === gateway && run.began >= since,
    )
  }

  return {
    hasRoom: (pipeline: Pipeline) => counts[pipeline] < limits[pipeline],
    owns: (id: UploadId, run: Run) => runs.get(id) === run,
    has: (id: UploadId) => runs.has(id),
    isSending: (id: UploadId) => runs.get(id)?.pipeline === 'sending',
    release,

    sendingTo,

    start({ id, gateway, size }: Upload, pipeline: Pipeline): Run {
      const controller = new AbortController()
      const run: Run = {
        pipeline,
        gateway,
        size,
        sent: 0,
        began: Date.now(),
        peers: 1,
        controller,
      }
      runs.set(id, run)
      counts[pipeline] += 1
      const sends = pipeline === 'sending' ? sendingTo(gateway) : []
      for (const send of sends) send.peers = Math.max(send.peers, sends.length)
      return run
    },

    /** Takes a file's turn away in its middle. */
    abort(id: UploadId): void {
      runs.get(id)?.controller.abort()
      release(id)
    },
  }
}
