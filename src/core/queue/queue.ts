import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import { createValue, type ReadonlyValue } from '../state/value.ts'
import { isBusy } from '../uploads/counts.ts'
import { isFinal } from '../uploads/stage.ts'
import type { AddedUpload, Bytes, Hashing, Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'
import { createActiveTasks, type Limits, type Pipeline, type Task } from './active-tasks.ts'
import { createGatewayStatus } from './gateway-status.ts'
import { createMissingFiles } from './missing-files.ts'
import { createScheduler } from './scheduler.ts'
import { createSender, type SenderPorts } from './sender.ts'

/** The outside world of the queue. */
export interface QueuePorts extends SenderPorts {
  /**
   * Rejects with a ProblemError, or an AbortError when `signal` fires.
   *
   * @param onProgress bytes hashed so far; the first call means that the work has begun
   */
  hash(
    upload: Upload,
    signal: AbortSignal,
    onProgress: (hashed: number) => void,
  ): Promise<ContentHash>
  /** Told of each file that was hashed, in so many milliseconds. */
  noteHashed(id: UploadId, took: number): void
}

interface QueueOptions {
  store: UploadsStore
  ports: QueuePorts
  limits: Readonly<Limits>
  /** From 0 up to but not 1: the jitter between attempts. */
  random?: () => number
}

export type Queue = ReturnType<typeof createQueue>

/**
 * Decides who is hashed next and who is sent next, both in the order of the list. Hashing
 * runs ahead of sending under its own limit, so that the network never waits for the
 * processor. Each gateway is held until it is opened with an account.
 */
export function createQueue({ store, ports, random = Math.random, ...options }: QueueOptions) {
  const limits: Limits = { ...options.limits }
  const tasks = createActiveTasks(limits)
  const gatewayStatus = createGatewayStatus((gateway) => {
    scheduler.relabel(gateway, tasks.has)
    pump()
  })
  const scheduler = createScheduler({ store, gatewayStatus, onReady: pump })
  const missingFiles = createMissingFiles(store)
  const paused = createValue(false)
  const send = createSender({
    store,
    ports,
    tasks,
    gatewayStatus,
    scheduler,
    isPaused: paused.get,
    random,
  })

  function pump(): void {
    // With nothing left to go on with, a pause would only surprise the next drop.
    if (paused.get() && !isBusy(store.counts.get())) setPaused(false)
    if (paused.get()) return
    start('hashing', scheduler.nextToHash, hash)
    start('sending', () => scheduler.nextToSend(mayStart), send)
  }

  function mayStart({ gateway, size }: Upload): boolean {
    if (!gatewayStatus.linkOf(gateway).hasRoom(size, tasks.sendingTo(gateway))) return false
    return gatewayStatus.room(gateway, (since) => tasks.sendingTo(gateway, since).length) > 0
  }

  function start(
    pipeline: Pipeline,
    next: () => Upload | undefined,
    work: (upload: Upload, task: Task) => Promise<void>,
  ): void {
    while (tasks.hasRoom(pipeline)) {
      const upload = next()
      if (!upload) return
      const { id } = upload
      const task = tasks.start(upload, pipeline)
      void work(upload, task)
        .catch((caught: unknown) => {
          if (!tasks.owns(id, task)) return
          tasks.release(id)
          scheduler.end(id, { type: 'failed', problem: asProblem(caught) })
          missingFiles.endTrial(id)
        })
        .finally(pump)
    }
  }

  async function hash(upload: Upload, task: Task): Promise<void> {
    const { id } = upload
    const found = await ports.hash(upload, task.controller.signal, (hashed) => {
      if (tasks.owns(id, task)) store.dispatch(id, { type: 'hashed-so-far', hashed })
    })
    if (!tasks.owns(id, task)) return
    tasks.release(id)
    takeHash(upload, found)
    missingFiles.endTrial(id)
  }

  function takeHash(upload: Upload, hash: ContentHash): void {
    for (const id of missingFiles.giveBack(upload, hash)) scheduler.place(id)
  }

  function each(ids: readonly UploadId[], act: (id: UploadId) => void): void {
    for (const id of ids) act(id)
    pump()
  }

  function setPaused(next: boolean): void {
    if (paused.get() === next) return
    paused.set(next)
    pump()
  }

  return {
    hold: gatewayStatus.hold,
    unhold: gatewayStatus.unhold,
    /** The weightiest hold of each gateway that is held. The same array until one changes. */
    holds: gatewayStatus.holds,
    isHeldBy: gatewayStatus.isHeldBy,
    /** The gateway answered well, if not to an upload: should it go down, it will be back. */
    prove: gatewayStatus.prove,
    /** Sends one file at once, although the rate limit holds. */
    tryNow: gatewayStatus.tryNow,
    /** Milliseconds until so many files more are taken, as far as a rate limit decides that. */
    timeLeft: gatewayStatus.timeLeft,
    /** Fingerprint of the key that a gateway is open to; told with the holds. */
    accountOf: gatewayStatus.accountOf,

    /**
     * Takes files in; those that come with a stage go on from there, if nothing is to be paused,
     * and those that are hashed need no turn for that.
     */
    add(files: readonly (AddedUpload & { hashed?: Hashing })[], isPaused = false): void {
      const ids = store.add(files.map(({ hashed, ...file }) => file))
      if (isPaused) setPaused(true)
      for (const [index, id] of ids.entries()) {
        const [hashed, upload] = [files[index]?.hashed, store.get(id)]
        if (!hashed || !upload) continue
        ports.noteHashed(id, hashed.took)
        takeHash(upload, hashed.hash)
      }
      each(ids, scheduler.place)
    },

    /** Stops files wherever they are. What has ended stays as it is. */
    cancel: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        tasks.abort(id)
        scheduler.end(id, { type: 'canceled' })
        missingFiles.endTrial(id)
      }),

    /** Sends what has ended once more; hashes it only if it never was. */
    retry: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        if (store.dispatch(id, { type: 'retried' })) scheduler.place(id)
      }),

    /** Ends the wait for the next try of files that were put off. */
    retryNow: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        const stage = store.get(id)?.stage
        if (stage?.name === 'waiting' && stage.reason.kind === 'retry') scheduler.release(id)
      }),

    /** Gives a file bytes again, as a person chose them for it; it is hashed and goes on. */
    chooseAgain(id: UploadId, bytes: Bytes): void {
      if (missingFiles.tryOn(id, bytes)) each([id], scheduler.place)
    },

    /** Stops and forgets files. */
    remove(ids: readonly UploadId[]): void {
      for (const id of ids) tasks.abort(id)
      store.remove(ids)
      each(ids, (id) => {
        missingFiles.endTrial(id)
        scheduler.end(id)
      })
    },

    /**
     * From now on files go there with this account; {@link hold} with `key` closes it.
     *
     * @param refusal why its key is known to be bad: then nothing goes there yet
     */
    open(gateway: GatewayId, account: string, refusal?: Problem): void {
      const isOther = gatewayStatus.accountOf(gateway) !== account
      gatewayStatus.open(gateway, account, refusal)
      if (isOther) scheduler.relock(gateway, tasks.has)
    },

    /** Files that were never sent go to another gateway instead. */
    redirect(from: GatewayId, to: GatewayId): void {
      const ids = store.ids.get().filter((id) => store.get(id)?.gateway === from)
      each(ids, (id) => {
        const upload = store.get(id)
        if (!upload || isFinal(upload.stage) || tasks.isSending(id)) return
        store.redirect(id, to)
        // What is being hashed is placed when that is done.
        if (tasks.has(id)) return
        scheduler.end(id)
        store.dispatch(id, { type: 'released' })
        scheduler.place(id)
      })
    },

    /** How many files may be sent at a time; what is under way goes on. */
    setSends(most: number): void {
      limits.sending = most
      pump()
    },

    /** Starts nothing new until {@link resume}; what is under way goes on. */
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    paused: paused as ReadonlyValue<boolean>,
  }
}
