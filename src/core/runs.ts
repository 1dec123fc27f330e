import type { GatewayId } from './gateways.ts'
import type { UploadId } from './upload.ts'

export type Pipeline = 'hashing' | 'sending'

/** One file's turn in a pipeline. */
export interface Run {
  pipeline: Pipeline
  gateway: GatewayId
  /** Milliseconds since 1970. */
  began: number
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

  return {
    hasRoom: (pipeline: Pipeline) => counts[pipeline] < limits[pipeline],
    owns: (id: UploadId, run: Run) => runs.get(id) === run,
    has: (id: UploadId) => runs.has(id),
    isSending: (id: UploadId) => runs.get(id)?.pipeline === 'sending',
    release,

    /** Sends to a gateway that began at a time or later. */
    sendingTo(gateway: GatewayId, since: number): number {
      let sending = 0
      for (const run of runs.values()) {
        if (run.pipeline === 'sending' && run.gateway === gateway && run.began >= since)
          sending += 1
      }
      return sending
    },

    start(id: UploadId, pipeline: Pipeline, gateway: GatewayId): Run {
      const controller = new AbortController()
      const run: Run = { pipeline, gateway, began: Date.now(), controller }
      runs.set(id, run)
      counts[pipeline] += 1
      return run
    },

    /** Takes a file's turn away in its middle. */
    abort(id: UploadId): void {
      runs.get(id)?.controller.abort()
      release(id)
    },
  }
}
