import type { ContentHash, UploadedFile } from './contract.ts'
import { disagreement } from './disagreement.ts'
import type { GatewayId } from './gateways.ts'
import { createLine, type Line } from './line.ts'
import { asProblem } from './problem.ts'
import { endedOf, totalOf } from './progress-report.ts'
import { createRuns, type Limits, type Pipeline, type Run } from './runs.ts'
import { isFinal, type WaitReason } from './stage.ts'
import type { NewUpload, Upload, UploadId } from './upload.ts'
import type { UploadsStore } from './uploads-store.ts'

/** The outside world of the queue. Both reject with a ProblemError, or an AbortError when `signal` fires. */
export interface QueuePorts {
  /** @param onProgress bytes hashed so far; the first call means that the work has begun */
  hash(
    upload: Upload,
    signal: AbortSignal,
    onProgress: (hashed: number) => void,
  ): Promise<ContentHash>
  /** Sends once; the queue owns every further try. @param onProgress bytes sent so far, at last all of them */
  send(
    upload: Upload,
    hash: ContentHash,
    signal: AbortSignal,
    onProgress: (sent: number) => void,
  ): Promise<UploadedFile>
}

export type Queue = ReturnType<typeof createQueue>

/**
 * Decides who is hashed next and who is sent next, both in the order of the list.
 * Hashing runs ahead of sending under its own limit, so that the network never
 * waits for the processor.
 */
export function createQueue(store: UploadsStore, ports: QueuePorts, limits: Limits) {
  const lines: Record<Pipeline, Line> = { hashing: createLine(), sending: createLine() }
  const runs = createRuns(limits)
  const holds = new Map<GatewayId, WaitReason>()
  const pauseListeners = new Set<() => void>()
  let paused = false

  function pump(): void {
    // With nothing left to go on with, a pause would only surprise the next drop.
    if (paused && isIdle()) setPaused(false)
    if (paused) return
    start('hashing', hash)
    start('sending', send)
  }

  function isIdle(): boolean {
    const counts = store.counts()
    return endedOf(counts) === totalOf(counts)
  }

  function start(pipeline: Pipeline, work: (upload: Upload, run: Run) => Promise<void>): void {
    while (runs.hasRoom(pipeline)) {
      const id = lines[pipeline].next()
      if (id === undefined) return
      const upload = store.get(id)
      if (!upload) continue
      const run = runs.start(id, pipeline)
      void work(upload, run)
        .catch((caught: unknown) => {
          if (!runs.owns(id, run)) return
          runs.release(id)
          store.dispatch(id, { type: 'failed', problem: asProblem(caught) })
        })
        .finally(pump)
    }
  }

  async function hash(upload: Upload, run: Run): Promise<void> {
    const { id } = upload
    const found = await ports.hash(upload, run.controller.signal, (hashed) => {
      if (runs.owns(id, run)) store.dispatch(id, { type: 'hashed-so-far', hashed })
    })
    if (!runs.owns(id, run)) return
    runs.release(id)
    store.dispatch(id, { type: 'hashed', hash: found })
    lineUp(id)
  }

  async function send(upload: Upload, run: Run): Promise<void> {
    const { id, stage } = upload
    if (stage.name !== 'ready') return runs.release(id)
    store.dispatch(id, { type: 'send-started' })
    const result = await ports.send(upload, stage.hash, run.controller.signal, (sent) => {
      if (!runs.owns(id, run)) return
      store.dispatch(id, sent < upload.size ? { type: 'sent-so-far', sent } : { type: 'all-sent' })
    })
    if (!runs.owns(id, run)) return
    runs.release(id)
    const problem = disagreement(result, { hash: stage.hash, size: upload.size })
    store.dispatch(id, problem ? { type: 'failed', problem } : { type: 'accepted', result })
  }

  /** Puts a file where its stage belongs: in a line, or on hold with its gateway. */
  function lineUp(id: UploadId): void {
    const upload = store.get(id)
    if (upload?.stage.name === 'queued') lines.hashing.join(id)
    if (upload?.stage.name !== 'ready') return
    const reason = holds.get(upload.gateway)
    if (reason) store.dispatch(id, { type: 'held', reason })
    else lines.sending.join(id)
  }

  function stop(id: UploadId): void {
    runs.abort(id)
    lines.hashing.leave(id)
    lines.sending.leave(id)
  }

  function each(ids: readonly UploadId[], act: (id: UploadId) => void): void {
    for (const id of ids) act(id)
    pump()
  }

  function idsAt(gateway: GatewayId): UploadId[] {
    return store.ids().filter((id) => store.get(id)?.gateway === gateway)
  }

  function setPaused(next: boolean): void {
    if (paused === next) return
    paused = next
    for (const listener of pauseListeners) listener()
    pump()
  }

  return {
    add: (files: readonly NewUpload[]) => each(store.add(files), lineUp),

    /** Stops files wherever they are. What has ended stays as it is. */
    cancel: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        stop(id)
        store.dispatch(id, { type: 'canceled' })
      }),

    /** Sends what has ended once more; hashes it only if it never was. */
    retry: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        if (store.dispatch(id, { type: 'retried' })) lineUp(id)
      }),

    /** Stops and forgets files. */
    remove(ids: readonly UploadId[]): void {
      for (const id of ids) stop(id)
      store.remove(ids)
      pump()
    },

    /** Sends nothing more to this gateway; sends under way go on. Hashing goes on too. */
    hold(gateway: GatewayId, reason: WaitReason): void {
      holds.set(gateway, reason)
      each(idsAt(gateway), (id) => {
        if (store.dispatch(id, { type: 'held', reason })) lines.sending.leave(id)
      })
    },

    unhold(gateway: GatewayId): void {
      if (!holds.delete(gateway)) return
      each(idsAt(gateway), (id) => {
        if (store.dispatch(id, { type: 'released' })) lineUp(id)
      })
    },

    /** Files that were never sent go to another gateway instead. */
    redirect(from: GatewayId, to: GatewayId): void {
      each(idsAt(from), (id) => {
        const upload = store.get(id)
        if (!upload || isFinal(upload.stage) || runs.isSending(id)) return
        store.redirect(id, to)
        lines.sending.leave(id)
        store.dispatch(id, { type: 'released' })
        lineUp(id)
      })
    },

    /** Starts nothing new until {@link resume}; what is under way goes on. */
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    isPaused: () => paused,
    subscribePaused(listener: () => void): () => void {
      pauseListeners.add(listener)
      return () => pauseListeners.delete(listener)
    },
  }
}
