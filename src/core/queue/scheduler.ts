import { contentKey } from '../api/content.ts'
import type { GatewayId } from '../api/gateways.ts'
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
  /** A file may have become ready to start. */
  onReady(): void
}

export type Scheduler = ReturnType<typeof createScheduler>

/**
 * Where every file is that has no turn now: in a line, on hold with its gateway, behind the
 * file that brings the same content, or until a time.
 */
export function createScheduler({ store, gatewayStatus, onReady }: SchedulerOptions) {
  const hashing = createPriorityQueue()
  const sending: Record<GatewayId, PriorityQueue> = {
    varg: createPriorityQueue(),
    sandbox: createPriorityQueue(),
  }
  const dedupeLocks = createDedupeLocks()
  const timers = createTimers()
  const sentBack = new Set<UploadId>()

  function wait(id: UploadId, reason: WaitReason): void {
    store.dispatch(id, { type: 'held', reason })
  }

  /** Puts a file where its stage belongs. */
  function place(id: UploadId): void {
    const upload = store.get(id)
    if (upload?.stage.name !== 'queued' && upload?.stage.name !== 'ready') return
    if (!upload.file) store.dispatch(id, { type: 'bytes-lost' })
    else if (upload.stage.name === 'queued') hashing.join(id)
    else placeForSending(id, upload.gateway, upload.stage)
  }

  function placeForSending(id: UploadId, gateway: GatewayId, { hash, attempts }: Ready): void {
    const hold = gatewayStatus.holdFor(gateway, attempts)
    const account = gatewayStatus.accountOf(gateway)
    if (account === undefined || hold) {
      wait(id, { kind: hold?.kind ?? 'key' })
      return
    }
    const content = contentKey({ gateway, account, hash })
    // Under another account it was another content, for which others may have waited.
    const freed = dedupeLocks.isFor(id, content) ? [] : dedupeLocks.release(id)
    const first = dedupeLocks.claim(content, id)
    if (first === id) sending[gateway].join(id, sentBack.has(id))
    else wait(id, { kind: 'same-content', first: store.get(first)?.path ?? '' })
    for (const follower of freed) letGo(follower)
  }

  /** Ends a wait, whatever it was for. */
  function letGo(id: UploadId): void {
    timers.cancel(id)
    const stage = store.get(id)?.stage
    if (stage?.name !== 'waiting') return
    store.dispatch(id, { type: 'released' })
    place(id)
  }

  function release(id: UploadId): void {
    letGo(id)
    onReady()
  }

  function leave(id: UploadId): void {
    hashing.leave(id)
    for (const line of Object.values(sending)) line.leave(id)
    timers.cancel(id)
    sentBack.delete(id)
  }

  return {
    place,
    release,

    nextToHash: (): Upload | undefined => store.get(hashing.next() ?? 0),

    /** The first in the list of those that may start, of which each gateway has one. */
    nextToSend(mayStart: (upload: Upload) => boolean): Upload | undefined {
      let next: { upload: Upload; line: PriorityQueue } | undefined
      for (const line of Object.values(sending)) {
        const upload = store.get(line.first() ?? 0)
        if (!upload || (next && next.upload.id < upload.id)) continue
        if (mayStart(upload)) next = { upload, line }
      }
      next?.line.next()
      return next?.upload
    },

    /** Costs the file no try; it is the first to go when its gateway is free again. */
    sendBack(id: UploadId, kind: HoldKind): void {
      sentBack.add(id)
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

    /** The end of a file here, or its going elsewhere, is the turn of the next one with the same content. */
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
        } else letGo(follower)
      }
    },

    /**
     * Makes the files of a gateway say what holds them now, or lets go exactly those that
     * were held. Those that have a turn keep it.
     */
    relabel(gateway: GatewayId, hasTurn: (id: UploadId) => boolean): void {
      for (const { id, stage, gateway: at } of [...store.all()]) {
        if (at !== gateway || hasTurn(id)) continue
        const attempts = 'attempts' in stage ? stage.attempts : 0
        const kind = gatewayStatus.holdFor(gateway, attempts)?.kind
        const held = stage.name === 'waiting' && isHold(stage.reason)
        if (kind === undefined) {
          if (held) letGo(id)
        } else if (held ? stage.reason.kind !== kind : stage.name === 'ready') {
          sending[gateway].leave(id)
          wait(id, { kind })
        }
      }
    },

    /** Another account is in use: whose content is whose has to be asked anew. */
    relock(gateway: GatewayId, hasTurn: (id: UploadId) => boolean): void {
      const asked: Upload[] = []
      for (const upload of store.all()) {
        if (upload.gateway !== gateway || hasTurn(upload.id)) continue
        dedupeLocks.release(upload.id)
        sending[gateway].leave(upload.id)
        asked.push(upload)
      }
      for (const { id, stage } of asked) {
        const kind = stage.name === 'waiting' ? stage.reason.kind : undefined
        if (kind === 'same-content' || kind === 'other-tab') letGo(id)
        else if (stage.name === 'ready') place(id)
      }
    },
  }
}

function isHold(reason: WaitReason): boolean {
  return HOLD_KINDS.some((kind) => kind === reason.kind)
}
