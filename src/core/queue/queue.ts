import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import { createValue, type ReadonlyValue } from '../state/value.ts'
import { isBusy } from '../uploads/counts.ts'
import { isFinal } from '../uploads/stage.ts'
import type { AddedUpload, Bytes, Hashing, Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'
import { createActiveTasks, type Limits, type Pipeline, type Task } from './active-tasks.ts'
import { type AskerPorts, createAsker } from './asker.ts'
import { createGatewayStatus } from './gateway-status.ts'
import { createMissingFiles } from './missing-files.ts'
import { createScheduler } from './scheduler.ts'
import { createSender, type SenderPorts } from './sender.ts'

/** What the queue needs from other rooms. */
interface QueuePorts extends SenderPorts, AskerPorts {
  /**
   * Hashes a file.
   *
   * @param onProgress gets the bytes hashed so far. The first call means that hashing began.
   * @throws {ProblemError} when hashing failed
   * @throws {DOMException} named `AbortError` when `signal` fires
   */
  hash(
    upload: Upload,
    signal: AbortSignal,
    onProgress: (hashed: number) => void,
  ): Promise<ContentHash>
  /** Called for each file that is added with a hash. `took` is in milliseconds. */
  noteHashed(id: UploadId, took: number): void
}

interface QueueOptions {
  store: UploadsStore
  ports: QueuePorts
  limits: Readonly<Omit<Limits, 'asking'>>
  /** From 0 to below 1: the jitter of the backoff. */
  random?: () => number
}

/** Maximum number of concurrent asks. */
const ASKS = 4

export type Queue = ReturnType<typeof createQueue>

/**
 * Hashes and sends files in list order. Hashing runs ahead of sending under its own limit, so
 * that the network does not wait for the processor. Asks also have their own limit, so that known
 * files do not wait for the sends of others. Each gateway is held until it is opened with an
 * account.
 */
export function createQueue({ store, ports, random = Math.random, ...options }: QueueOptions) {
  const limits: Limits = { asking: ASKS, ...options.limits }
  const tasks = createActiveTasks(limits)
  const gatewayStatus = createGatewayStatus((gateway) => {
    scheduler.relabel(gateway, tasks.has)
    pump()
  })
  const paused = createValue(false)
  const asker = createAsker({ ports, tasks, gatewayStatus, scheduler: () => scheduler, paused })
  const scheduler = createScheduler({
    ...{ store, gatewayStatus, isAskCheaper: asker.isCheaper },
    onReady: pump,
  })
  const missingFiles = createMissingFiles(store)
  const send = createSender({ store, ports, tasks, gatewayStatus, scheduler, paused, random })

  function pump(): void {
    // End the pause when there is no work, so that the next dropped file starts.
    if (paused.get() && !isBusy(store.counts.get())) setPaused(false)
    if (paused.get()) return
    start('hashing', scheduler.nextToHash, hash)
    start('sending', () => scheduler.nextToSend(mayStart), send)
    start('asking', () => scheduler.nextToAsk(asker.mayStart), asker.ask)
  }

  function mayStart({ gateway, size }: Upload): boolean {
    if (!gatewayStatus.linkOf(gateway).hasRoom(size, tasks.sendingTo(gateway))) return false
    return gatewayStatus.room(gateway, (since) => tasks.callsTo(gateway, since).length) > 0
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
    applyHash(upload, found)
    missingFiles.endTrial(id)
  }

  function applyHash(upload: Upload, hash: ContentHash): void {
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
    /** The effective hold of each held gateway. */
    holds: gatewayStatus.holds,
    isHeldBy: gatewayStatus.isHeldBy,
    /** Notes that the gateway works, because a request other than an upload succeeded. */
    prove: gatewayStatus.prove,
    /** Apply the response to a call other than a send: its rate limit or its refusal. */
    noteResponse: gatewayStatus.noteResponse,
    noteRefusal: gatewayStatus.noteRefusal,
    /** Ends the rate limit's hold early. Sending resumes with one send. */
    tryNow: gatewayStatus.tryNow,
    /** Milliseconds until this many more files pass the rate limit, if that is known. */
    timeLeft: gatewayStatus.timeLeft,
    /** Fingerprint of the account that a gateway is open for. Changes with the holds. */
    accountOf: gatewayStatus.accountOf,

    /**
     * Adds files. Files with a stage continue from it. Files with a hash skip hashing.
     *
     * @param isPaused pauses the queue first
     */
    add(files: readonly (AddedUpload & { hashed?: Hashing })[], isPaused = false): void {
      const ids = store.add(files.map(({ hashed, ...file }) => file))
      if (isPaused) setPaused(true)
      for (const [index, id] of ids.entries()) {
        const [hashed, upload] = [files[index]?.hashed, store.get(id)]
        if (!hashed || !upload) continue
        ports.noteHashed(id, hashed.took)
        applyHash(upload, hashed.hash)
      }
      each(ids, scheduler.place)
    },

    /**
     * Cancels files in any stage that is not final.
     *
     * @returns undoes it for files that are still canceled. Work that was in flight starts over.
     */
    cancel(ids: readonly UploadId[]): () => void {
      const wasPaused = paused.get()
      const formers = ids
        .flatMap((id) => store.get(id) ?? [])
        .map((former) => ({ former, isReturned: scheduler.isReturned(former.id) }))
        // Restore followers last, so that the former owner locks the content first.
        .sort((a, b) => Number(isFollower(a.former)) - Number(isFollower(b.former)))
      each(ids, (id) => {
        tasks.abort(id)
        scheduler.end(id, { type: 'canceled' })
        missingFiles.endTrial(id)
      })
      return () => {
        if (wasPaused) paused.set(true)
        for (const { former, isReturned } of formers) {
          const { id, stage, file } = former
          if (!store.dispatch(id, { type: 'restored', stage })) continue
          scheduler.restore(former, isReturned)
          if (file && missingFiles.tryOn(id, former)) scheduler.place(id)
        }
        pump()
      }
    },

    /** Sends files in a final stage again. Hashes them only when their hash is unknown. */
    retry: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        if (store.dispatch(id, { type: 'retried' })) scheduler.place(id)
      }),

    /** Retries files with a scheduled retry at once. */
    retryNow: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        const stage = store.get(id)?.stage
        if (stage?.name === 'waiting' && stage.reason.kind === 'retry') scheduler.release(id)
      }),

    /** Gives a missing file the bytes that a person chose. They are hashed first. */
    chooseAgain(id: UploadId, bytes: Bytes): void {
      if (missingFiles.tryOn(id, bytes)) each([id], scheduler.place)
    },

    /** Stops files and removes them from the list. */
    remove(ids: readonly UploadId[]): void {
      for (const id of ids) tasks.abort(id)
      store.remove(ids)
      each(ids, (id) => {
        missingFiles.endTrial(id)
        scheduler.end(id)
      })
    },

    /**
     * Opens a gateway for an account. {@link hold} with `key` closes it.
     *
     * @param refusal why the gateway refuses the key. The gateway stays held.
     */
    open(gateway: GatewayId, account: string, refusal?: Problem): void {
      const isOther = gatewayStatus.accountOf(gateway) !== account
      gatewayStatus.open(gateway, account, refusal)
      if (isOther) scheduler.relock(gateway, tasks.has)
    },

    /** Moves the files of a gateway that are neither in a final stage nor being sent. */
    redirect(from: GatewayId, to: GatewayId): void {
      const ids = store.ids.get().filter((id) => store.get(id)?.gateway === from)
      each(ids, (id) => {
        const upload = store.get(id)
        if (!upload || isFinal(upload.stage) || tasks.isIn('sending', id)) return
        if (tasks.isIn('asking', id)) tasks.abort(id)
        store.redirect(id, to)
        // A file that is being hashed is scheduled when its hash is known.
        if (tasks.has(id)) return
        scheduler.end(id)
        store.dispatch(id, { type: 'released' })
        scheduler.place(id)
      })
    },

    /** Sets the maximum number of concurrent sends. Sends in flight continue. */
    setSends(maximum: number): void {
      limits.sending = maximum
      pump()
    },

    /** Starts nothing until {@link resume}. Work in flight continues. */
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    paused: paused as ReadonlyValue<boolean>,
  }
}

function isFollower({ stage }: Upload): boolean {
  return stage.name === 'waiting' && stage.reason.kind === 'same-content'
}
