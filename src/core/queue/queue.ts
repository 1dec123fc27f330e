import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import { isBusy } from '../uploads/counts.ts'
import { isFinal } from '../uploads/stage.ts'
import type { AddedUpload, Bytes, Hashing, Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'
import { createGatekeeper } from './gatekeeper.ts'
import { createLostFiles } from './lost-files.ts'
import { createRuns, type Limits, type Pipeline, type Run } from './runs.ts'
import { createSender, type SenderPorts } from './sender.ts'
import { createWaitingRoom } from './waiting-room.ts'

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

export type Queue = ReturnType<typeof createQueue>

/**
 * Decides who is hashed next and who is sent next, both in the order of the list. Hashing
 * runs ahead of sending under its own limit, so that the network never waits for the
 * processor. Each gateway is held until it is opened with an account.
 *
 * @param random from 0 up to but not 1; for the jitter between tries
 */
export function createQueue(
  store: UploadsStore,
  ports: QueuePorts,
  { hashing, sending }: Readonly<Limits>,
  random: () => number = Math.random,
) {
  const limits: Limits = { hashing, sending }
  const runs = createRuns(limits)
  const gatekeeper = createGatekeeper((gateway) => {
    room.relabel(gateway, runs.has)
    pump()
  })
  const room = createWaitingRoom(store, gatekeeper, pump)
  const lostFiles = createLostFiles(store)
  let paused = false
  const send = createSender(store, ports, runs, gatekeeper, room, () => paused, random)
  const pauseListeners = new Set<() => void>()

  function pump(): void {
    // With nothing left to go on with, a pause would only surprise the next drop.
    if (paused && !isBusy(store.counts())) setPaused(false)
    if (paused) return
    start('hashing', room.nextToHash, hash)
    start('sending', () => room.nextToSend(mayStart), send)
  }

  function mayStart({ gateway, size }: Upload): boolean {
    if (!gatekeeper.linkOf(gateway).hasRoom(size, runs.sendingTo(gateway))) return false
    return gatekeeper.room(gateway, (since) => runs.sendingTo(gateway, since).length) > 0
  }

  function start(
    pipeline: Pipeline,
    next: () => Upload | undefined,
    work: (upload: Upload, run: Run) => Promise<void>,
  ): void {
    while (runs.hasRoom(pipeline)) {
      const upload = next()
      if (!upload) return
      const { id } = upload
      const run = runs.start(upload, pipeline)
      void work(upload, run)
        .catch((caught: unknown) => {
          if (!runs.owns(id, run)) return
          runs.release(id)
          room.end(id, { type: 'failed', problem: asProblem(caught) })
          lostFiles.endTrial(id)
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
    takeHash(upload, found)
    lostFiles.endTrial(id)
  }

  function takeHash(upload: Upload, hash: ContentHash): void {
    for (const id of lostFiles.giveBack(upload, hash)) room.place(id)
  }

  function each(ids: readonly UploadId[], act: (id: UploadId) => void): void {
    for (const id of ids) act(id)
    pump()
  }

  function setPaused(next: boolean): void {
    if (paused === next) return
    paused = next
    for (const listener of pauseListeners) listener()
    pump()
  }

  return {
    hold: gatekeeper.hold,
    unhold: gatekeeper.unhold,
    /** The weightiest hold of each gateway that is held. The same array until one changes. */
    holds: gatekeeper.holds,
    subscribeHolds: gatekeeper.subscribeHolds,
    isHeldBy: gatekeeper.isHeldBy,
    /** The gateway answered well, if not to an upload: should it go down, it will be back. */
    prove: gatekeeper.prove,
    /** Sends one file at once, although the rate limit holds. */
    tryNow: gatekeeper.tryNow,
    /** Milliseconds until so many files more are taken, as far as a rate limit decides that. */
    timeLeft: gatekeeper.timeLeft,
    /** Fingerprint of the key that a gateway is open to; told with the holds. */
    accountOf: gatekeeper.accountOf,

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
      each(ids, room.place)
    },

    /** Stops files wherever they are. What has ended stays as it is. */
    cancel: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        runs.abort(id)
        room.end(id, { type: 'canceled' })
        lostFiles.endTrial(id)
      }),

    /** Sends what has ended once more; hashes it only if it never was. */
    retry: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        if (store.dispatch(id, { type: 'retried' })) room.place(id)
      }),

    /** Ends the wait for the next try of files that were put off. */
    retryNow: (ids: readonly UploadId[]) =>
      each(ids, (id) => {
        const stage = store.get(id)?.stage
        if (stage?.name === 'waiting' && stage.reason.kind === 'retry') room.release(id)
      }),

    /** Gives a file bytes again, as a person chose them for it; it is hashed and goes on. */
    chooseAgain(id: UploadId, bytes: Bytes): void {
      if (lostFiles.tryOn(id, bytes)) each([id], room.place)
    },

    /** Stops and forgets files. */
    remove(ids: readonly UploadId[]): void {
      for (const id of ids) runs.abort(id)
      store.remove(ids)
      each(ids, (id) => {
        lostFiles.endTrial(id)
        room.end(id)
      })
    },

    /**
     * From now on files go there with this account; {@link hold} with `key` closes it.
     *
     * @param refusal why its key is known to be bad: then nothing goes there yet
     */
    open(gateway: GatewayId, account: string, refusal?: Problem): void {
      const isOther = gatekeeper.accountOf(gateway) !== account
      gatekeeper.open(gateway, account, refusal)
      if (isOther) room.reclaim(gateway, runs.has)
    },

    /** Files that were never sent go to another gateway instead. */
    redirect(from: GatewayId, to: GatewayId): void {
      const ids = store.ids().filter((id) => store.get(id)?.gateway === from)
      each(ids, (id) => {
        const upload = store.get(id)
        if (!upload || isFinal(upload.stage) || runs.isSending(id)) return
        store.redirect(id, to)
        // What is being hashed is placed when that is done.
        if (runs.has(id)) return
        room.end(id)
        store.dispatch(id, { type: 'released' })
        room.place(id)
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
    isPaused: () => paused,
    subscribePaused(listener: () => void): () => void {
      pauseListeners.add(listener)
      return () => pauseListeners.delete(listener)
    },
  }
}
