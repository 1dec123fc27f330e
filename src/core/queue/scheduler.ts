import { contentKey } from '../api/content.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'
import type { Problem } from '../api/problem.ts'
import {
  HOLD_KINDS,
  type HoldKind,
  type Stage,
  type StageEvent,
  type WaitReason,
} from '../uploads/stage.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'
import { createDedupeLocks } from './dedupe-locks.ts'
import type { GatewayStatus } from './gateway-status.ts'
import { createPriorityQueue, type PriorityQueue } from './priority-queue.ts'
import { createTimers } from './timers.ts'

type Ready = Extract<Stage, { name: 'ready' }>

interface SchedulerOptions {
  store: UploadsStore
  gatewayStatus: GatewayStatus
  /** Whether to ask the gateway for a file before it is sent. */
  isAskCheaper(upload: Upload): boolean
  /** A file may have become ready to start. */
  onReady(): void
}

export type Scheduler = ReturnType<typeof createScheduler>

/**
 * Schedules the files that are not active. They are queued, held with their gateway, waiting for
 * another file with the same content, or waiting for a time.
 */
export function createScheduler(options: SchedulerOptions) {
  const { store, gatewayStatus, isAskCheaper, onReady } = options
  const hashing = createPriorityQueue()
  const asking = createQueues()
  const sending = createQueues()
  /** Files that the gateway was asked for, until they end. */
  const asked = new Set<UploadId>()
  const dedupeLocks = createDedupeLocks()
  const timers = createTimers()
  const returned = new Set<UploadId>()

  function wait(id: UploadId, reason: WaitReason): void {
    store.dispatch(id, { type: 'held', reason })
  }

  /** Schedules a file by its stage. */
  function place(id: UploadId): void {
    const upload = store.get(id)
    if (upload?.stage.name !== 'queued' && upload?.stage.name !== 'ready') return
    if (!upload.file) store.dispatch(id, { type: 'bytes-lost' })
    else if (upload.stage.name === 'queued') hashing.join(id)
    else placeForSending(upload, upload.stage)
  }

  function placeForSending(upload: Upload, { hash, attempts }: Ready): void {
    const { id, gateway } = upload
    const hold = gatewayStatus.holdFor(gateway, attempts)
    const account = gatewayStatus.accountOf(gateway)
    if (account === undefined || hold) {
      wait(id, { kind: hold?.kind ?? 'key' })
      return
    }
    const content = contentKey({ gateway, account, hash })
    // After a change of account, the file may still own its former content, with followers.
    const freed = dedupeLocks.isFor(id, content) ? [] : dedupeLocks.release(id)
    const first = dedupeLocks.claim(content, id)
    if (first === id) join(upload)
    else wait(id, { kind: 'same-content', first: store.get(first)?.path ?? '' })
    for (const follower of freed) endWait(follower)
  }

  function isToAsk(upload: Upload): boolean {
    return !asked.has(upload.id) && isAskCheaper(upload)
  }

  function join(upload: Upload): void {
    const queues = isToAsk(upload) ? asking : sending
    queues[upload.gateway].join(upload.id, returned.has(upload.id))
  }

  function unqueue(id: UploadId): void {
    for (const queue of [...Object.values(asking), ...Object.values(sending)]) queue.leave(id)
  }

  function firstToAsk(gateway: GatewayId): Upload | undefined {
    const first = store.get(asking[gateway].first() ?? 0)
    return first && isAskCheaper(first) ? first : undefined
  }

  /** Includes the next file to ask for when the ask is no longer cheaper. */
  function firstToSend(gateway: GatewayId): Upload | undefined {
    const next = () => store.get(sending[gateway].first() ?? 0)
    // The link may have proved slower since these files joined, so that an ask is cheaper.
    for (let first = next(); first && isToAsk(first); first = next()) {
      unqueue(first.id)
      join(first)
    }
    const unasked = firstToAsk(gateway) ? undefined : store.get(asking[gateway].first() ?? 0)
    const both = [next(), unasked].filter((upload) => upload !== undefined)
    return both.find(({ id }) => returned.has(id)) ?? both.sort((a, b) => a.id - b.id)[0]
  }

  /** Takes the first startable upload in list order, out of the first one of each gateway. */
  function take(
    firstOf: (gateway: GatewayId) => Upload | undefined,
    mayStart: (upload: Upload) => boolean,
  ): Upload | undefined {
    let next: Upload | undefined
    for (const { id: gateway } of Object.values(GATEWAYS)) {
      const upload = firstOf(gateway)
      if (!upload || (next && next.id < upload.id)) continue
      if (mayStart(upload)) next = upload
    }
    if (next) unqueue(next.id)
    return next
  }

  /** Ends a wait of any kind. */
  function endWait(id: UploadId): void {
    timers.cancel(id)
    const stage = store.get(id)?.stage
    if (stage?.name !== 'waiting') return
    store.dispatch(id, { type: 'released' })
    place(id)
  }

  function release(id: UploadId): void {
    endWait(id)
    onReady()
  }

  function leave(id: UploadId): void {
    hashing.leave(id)
    unqueue(id)
    timers.cancel(id)
    returned.delete(id)
    asked.delete(id)
  }

  return {
    place,
    release,

    isReturned: (id: UploadId) => returned.has(id),

    /** Schedules a restored file as it was before its cancel. */
    restore({ id, stage }: Upload, isReturned: boolean): void {
      if (isReturned) returned.add(id)
      // Locks its content, even when the file waits for a retry.
      place(id)
      if (stage.name !== 'waiting' || stage.reason.kind !== 'retry') return
      leave(id)
      wait(id, stage.reason)
      timers.at(id, stage.reason.at, () => release(id))
    },

    nextToHash: (): Upload | undefined => store.get(hashing.next() ?? 0),

    nextToAsk: (mayStart: (upload: Upload) => boolean) => take(firstToAsk, mayStart),
    nextToSend: (mayStart: (upload: Upload) => boolean) => take(firstToSend, mayStart),
    hasToSend: (gateway: GatewayId) => sending[gateway].first() !== undefined,

    /** Marks a file as asked for. It is sent without another ask. */
    noteAsked: (id: UploadId) => asked.add(id),
    /** Number of files that gateways were asked for and that have not ended. */
    countAsked: () => asked.size,

    /** Returns a file without counting the attempt. It is sent first when its gateway is free. */
    requeue(id: UploadId, kind: HoldKind): void {
      returned.add(id)
      wait(id, { kind })
      const gateway = store.get(id)?.gateway
      if (gateway && !gatewayStatus.holdOn(gateway)) release(id)
    },

    /** @param at milliseconds since 1970 */
    scheduleRetry(id: UploadId, at: number, problem: Problem): void {
      store.dispatch(id, { type: 'retry-scheduled', at, problem })
      timers.at(id, at, () => release(id))
    },

    waitForOtherTab(id: UploadId, isFree: (signal: AbortSignal) => Promise<void>): void {
      wait(id, { kind: 'other-tab' })
      timers.when(id, isFree, () => release(id))
    },

    /** Ends or redirects a file. Its followers get its result, or one of them is sent next. */
    end(id: UploadId, event?: StageEvent): void {
      leave(id)
      if (event) store.dispatch(id, event)
      const upload = store.get(id)
      for (const follower of dedupeLocks.release(id)) {
        const stage = store.get(follower)?.stage
        const isWanted = stage !== undefined && 'again' in stage && stage.again
        if (upload?.stage.name === 'uploaded' && !isWanted) {
          const { result } = upload.stage
          store.dispatch(follower, { type: 'found', result, first: upload.path })
        } else endWait(follower)
      }
    },

    /**
     * Sets the gateway's current hold as the wait reason of its files, or releases held files.
     * Skips active files.
     */
    relabel(gateway: GatewayId, isActive: (id: UploadId) => boolean): void {
      for (const { id, stage, gateway: at } of [...store.all()]) {
        if (at !== gateway || isActive(id)) continue
        const attempts = 'attempts' in stage ? stage.attempts : 0
        const kind = gatewayStatus.holdFor(gateway, attempts)?.kind
        const held = stage.name === 'waiting' && isHold(stage.reason)
        if (kind === undefined) {
          if (held) endWait(id)
        } else if (held ? stage.reason.kind !== kind : stage.name === 'ready') {
          unqueue(id)
          wait(id, { kind })
        }
      }
    },

    /** Locks the contents again after the account has changed. */
    relock(gateway: GatewayId, isActive: (id: UploadId) => boolean): void {
      const unlocked: Upload[] = []
      for (const upload of store.all()) {
        if (upload.gateway !== gateway || isActive(upload.id)) continue
        dedupeLocks.release(upload.id)
        unqueue(upload.id)
        asked.delete(upload.id)
        unlocked.push(upload)
      }
      for (const { id, stage } of unlocked) {
        const kind = stage.name === 'waiting' ? stage.reason.kind : undefined
        if (kind === 'same-content' || kind === 'other-tab') endWait(id)
        else if (stage.name === 'ready') place(id)
      }
    },
  }
}

function createQueues(): Record<GatewayId, PriorityQueue> {
  return { varg: createPriorityQueue(), sandbox: createPriorityQueue() }
}

function isHold(reason: WaitReason): boolean {
  return HOLD_KINDS.some((kind) => kind === reason.kind)
}
