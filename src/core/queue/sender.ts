import type { Content, KnownContent } from '../api/content.ts'
import type { UploadedFile } from '../api/contract.ts'
import { findMismatch } from '../api/find-mismatch.ts'
import type { GatewayId } from '../api/gateways.ts'
import { backoff, longestBackoff, type Pace, TRIES } from '../api/pacing.ts'
import {
  asProblem,
  isNetworkFault,
  isWorthRetrying,
  type Problem,
  ProblemError,
} from '../api/problem.ts'
import type { ReadonlyValue } from '../state/value.ts'
import type { HoldKind } from '../uploads/stage.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'
import type { ActiveTasks, Task } from './active-tasks.ts'
import type { GatewayStatus } from './gateway-status.ts'
import type { Scheduler } from './scheduler.ts'

/** The outcome of a successful send. A failed one rejects with a ProblemError that has the pace. */
export interface Sent {
  result: UploadedFile
  /** The rate limit in the response headers. */
  pace: Pace
}

/**
 * What a send needs from other rooms. All reject with a ProblemError, or with an AbortError when
 * `signal` fires.
 */
export interface SenderPorts {
  /**
   * Sends once. The sender owns retries.
   *
   * @param onProgress gets the bytes sent so far, and all of them at the end
   */
  send(
    upload: Upload,
    content: Content,
    signal: AbortSignal,
    onProgress: (sent: number) => void,
  ): Promise<Sent>
  /** The earlier result of this content, if it is known. */
  recall(content: Content): Promise<KnownContent | undefined>
  /** Called with each valid result, new or known, just before its file is `uploaded`. */
  remember(upload: Upload, content: Content, result: UploadedFile): void
  /** Runs `work` unless another tab sends the same content. Resolves with 'busy' if one does. */
  exclusively<T>(content: Content, work: () => Promise<T>): Promise<T | 'busy'>
  /** Resolves when no other tab sends this content. */
  whenFree(content: Content, signal: AbortSignal): Promise<void>
  /** Called when the connection to a gateway may be broken. */
  suspect(gateway: GatewayId): void
  /** Called when a gateway has accepted a file. */
  arrived(gateway: GatewayId): void
}

interface SenderOptions {
  store: UploadsStore
  ports: SenderPorts
  tasks: ActiveTasks
  gatewayStatus: GatewayStatus
  scheduler: Scheduler
  paused: ReadonlyValue<boolean>
  /** From 0 to below 1: the jitter of the backoff. */
  random: () => number
}

/** Sends one file, and decides on retry, hold or failure. */
export function createSender({
  store,
  ports,
  tasks,
  gatewayStatus,
  scheduler,
  paused,
  random,
}: SenderOptions) {
  function noteProgress({ id, gateway, size }: Upload, task: Task, sent: number): void {
    if (!tasks.owns(id, task)) return
    task.sent = sent
    gatewayStatus.linkOf(gateway).noteProgress(task, tasks.sendingTo(gateway).length)
    store.dispatch(id, sent < size ? { type: 'sent-so-far', sent } : { type: 'all-sent' })
  }

  /** Runs under the lock of the content. */
  async function transfer(upload: Upload, content: Content, task: Task) {
    const { id, size, stage } = upload
    const link = gatewayStatus.linkOf(task.gateway)
    const isWanted = 'again' in stage && stage.again
    const known = isWanted ? undefined : await ports.recall(content)
    if (!tasks.owns(id, task)) return
    const attempts = 'attempts' in stage ? stage.attempts : 0
    const hold = gatewayStatus.holdFor(content.gateway, attempts)
    // A list of the gateway may name another size for these bytes.
    if (known?.result.size === size) {
      tasks.release(id)
      ports.remember(upload, content, known.result)
      scheduler.end(id, { type: 'found', result: known.result, first: known.path })
    } else if (
      hold ||
      paused.get() ||
      gatewayStatus.accountOf(content.gateway) !== content.account
    ) {
      // Meanwhile the gateway was held, the queue was paused or the account changed.
      tasks.release(id)
      scheduler.place(id)
    } else {
      store.dispatch(id, { type: 'send-started' })
      task.began = Date.now()
      const onProgress = (sent: number) => noteProgress(upload, task, sent)
      const { signal } = task.controller
      const { result, pace } = await ports.send(upload, content, signal, onProgress)
      gatewayStatus.noteResponse(content, pace)
      if (!tasks.owns(id, task)) return
      link.noteArrival(task, tasks.sendingTo(task.gateway).length)
      tasks.release(id)
      gatewayStatus.unhold(content.gateway, 'unreachable')
      ports.arrived(content.gateway)
      const problem = findMismatch(result, { hash: content.hash, size })
      if (problem) return scheduler.end(id, { type: 'failed', problem })
      ports.remember(upload, content, result)
      scheduler.end(id, { type: 'accepted', result })
    }
  }

  /** Decides what follows a failed send. */
  function handleFailure({ id }: Upload, content: Content, problem: Problem, pace: Pace): void {
    const { gateway } = content
    if (isNetworkFault(problem)) ports.suspect(gateway)
    const hold = isWorthRetrying(problem)
      ? connectionHold(id, gateway)
      : gatewayStatus.noteRefusal(content, problem, pace)
    const wait = waitBeforeRetry(id, gateway, problem)
    if (hold) scheduler.requeue(id, hold)
    else if (wait === undefined) scheduler.end(id, { type: 'failed', problem })
    else scheduler.scheduleRetry(id, Math.max(Date.now() + wait, pace.retryAt ?? 0), problem)
  }

  /** The hold of a gateway that could not be reached. Such an attempt is not counted. */
  function connectionHold(id: UploadId, gateway: GatewayId): HoldKind | undefined {
    const kind = gatewayStatus.holdFor(gateway, attemptsOf(id))?.kind
    return kind === 'offline' || kind === 'unreachable' ? kind : undefined
  }

  function attemptsOf(id: UploadId): number {
    const stage = store.get(id)?.stage
    return stage && 'attempts' in stage ? stage.attempts : TRIES
  }

  /** @returns milliseconds, or undefined when there is no retry */
  function waitBeforeRetry(id: UploadId, gateway: GatewayId, problem: Problem) {
    const attempts = attemptsOf(id)
    if (!isWorthRetrying(problem) || attempts >= TRIES) return undefined
    // While the gateway is down, early retries would only use up the attempts.
    const isDown = gatewayStatus.isHeldBy(gateway, 'unreachable')
    return isDown ? longestBackoff(attempts) : backoff(attempts, random)
  }

  /** Releases the task at the end, in every outcome. */
  return async function send(upload: Upload, task: Task): Promise<void> {
    const { id, gateway, stage } = upload
    const account = gatewayStatus.accountOf(gateway)
    if (stage.name !== 'ready' || account === undefined) return tasks.release(id)
    const content: Content = { gateway, account, hash: stage.hash }
    try {
      const outcome = await ports.exclusively(content, () => transfer(upload, content, task))
      if (outcome !== 'busy' || !tasks.owns(id, task)) return
      tasks.release(id)
      scheduler.waitForOtherTab(id, (signal) => ports.whenFree(content, signal))
    } catch (caught) {
      const problem = asProblem(caught)
      const { pace = {} } = caught instanceof ProblemError ? caught : {}
      // A malformed response with a good status shows that the gateway works.
      if ('status' in problem && Math.trunc(problem.status / 100) === 2) {
        gatewayStatus.noteResponse(content, pace)
      }
      if (!tasks.owns(id, task)) return
      tasks.release(id)
      handleFailure(upload, content, problem, pace)
    }
  }
}
