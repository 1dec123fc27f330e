import type { Content, KnownContent } from '../api/content.ts'
import type { UploadedFile } from '../api/contract.ts'
import { disagreement } from '../api/disagreement.ts'
import type { GatewayId } from '../api/gateways.ts'
import { backoff, longestBackoff, type Pace, TRIES } from '../api/pacing.ts'
import { asProblem, isNetworkFault, isWorthRetrying, type Problem } from '../api/problem.ts'
import type { HoldKind } from '../uploads/stage.ts'
import type { Upload, UploadId } from '../uploads/upload.ts'
import type { UploadsStore } from '../uploads/uploads-store.ts'
import type { ActiveTasks, Task } from './active-tasks.ts'
import type { GatewayStatus } from './gateway-status.ts'
import type { Scheduler } from './scheduler.ts'

/** What a send tells on its way. */
export interface SendWatch {
  /** Bytes sent so far, at last all of them. */
  onProgress: (sent: number) => void
  /** An answer is here; not yet whether it can be believed. */
  onAnswer: (accepted: boolean, pace: Pace) => void
}

/** The outside world of a send. All reject with a ProblemError, or an AbortError when `signal` fires. */
export interface SenderPorts {
  /** Sends once; every further try is the sender's business. */
  send(
    upload: Upload,
    content: Content,
    signal: AbortSignal,
    watch: SendWatch,
  ): Promise<UploadedFile>
  /** What the gateway answered for this content before, if that is known. */
  recall(content: Content): Promise<KnownContent | undefined>
  /** Told of every good answer, new or known, just before its file is Uploaded. */
  remember(upload: Upload, content: Content, result: UploadedFile): void
  /** Runs `work` while no other tab sends the same content; 'busy' at once where one does. */
  exclusively<T>(content: Content, work: () => Promise<T>): Promise<T | 'busy'>
  /** Resolves when no other tab sends this content any more. */
  whenFree(content: Content, signal: AbortSignal): Promise<void>
  /** Told that the way to a gateway may be broken. */
  suspect(gateway: GatewayId): void
  /** Told that a gateway took a file, so the way there is open. */
  arrived(gateway: GatewayId): void
}

interface SenderOptions {
  store: UploadsStore
  ports: SenderPorts
  tasks: ActiveTasks
  gatewayStatus: GatewayStatus
  scheduler: Scheduler
  isPaused: () => boolean
  /** From 0 up to but not 1: the jitter. */
  random: () => number
}

/**
 * One file's way over the network, and what becomes of it where it does not come through.
 */
export function createSender({
  store,
  ports,
  tasks,
  gatewayStatus,
  scheduler,
  isPaused,
  random,
}: SenderOptions) {
  /** Nobody else sends this content while this runs. */
  async function transfer(upload: Upload, content: Content, task: Task, watch: SendWatch) {
    const { id, size, stage } = upload
    const link = gatewayStatus.linkOf(task.gateway)
    const isWanted = 'again' in stage && stage.again
    const known = isWanted ? undefined : await ports.recall(content)
    if (!tasks.owns(id, task)) return
    const attempts = 'attempts' in stage ? stage.attempts : 0
    const hold = gatewayStatus.holdFor(content.gateway, attempts)
    if (known) {
      tasks.release(id)
      ports.remember(upload, content, known.result)
      scheduler.end(id, { type: 'found', result: known.result, first: known.path })
    } else if (hold || isPaused() || gatewayStatus.accountOf(content.gateway) !== content.account) {
      // What came meanwhile holds this one too.
      tasks.release(id)
      scheduler.place(id)
    } else {
      store.dispatch(id, { type: 'send-started' })
      task.began = Date.now()
      const result = await ports.send(upload, content, task.controller.signal, watch)
      if (!tasks.owns(id, task)) return
      link.noteArrival(task, tasks.sendingTo(task.gateway).length)
      tasks.release(id)
      gatewayStatus.unhold(content.gateway, 'unreachable')
      ports.arrived(content.gateway)
      const problem = disagreement(result, { hash: content.hash, size })
      if (problem) return scheduler.end(id, { type: 'failed', problem })
      ports.remember(upload, content, result)
      scheduler.end(id, { type: 'accepted', result })
    }
  }

  /** Decides about a file that the gateway did not take. */
  function handleFailure({ id }: Upload, content: Content, problem: Problem, pace: Pace): void {
    const { gateway } = content
    if (isNetworkFault(problem)) ports.suspect(gateway)
    const hold = isWorthRetrying(problem)
      ? wayBlocked(id, gateway)
      : gatewayStatus.noteRefusal(content, problem, pace)
    const wait = waitBeforeNextTry(id, gateway, problem)
    if (hold) scheduler.sendBack(id, hold)
    else if (wait === undefined) scheduler.end(id, { type: 'failed', problem })
    else scheduler.scheduleRetry(id, Math.max(Date.now() + wait, pace.retryAt ?? 0), problem)
  }

  /** A try that could not come through costs the file nothing. */
  function wayBlocked(id: UploadId, gateway: GatewayId): HoldKind | undefined {
    const kind = gatewayStatus.holdFor(gateway, triesOf(id))?.kind
    return kind === 'offline' || kind === 'unreachable' ? kind : undefined
  }

  function triesOf(id: UploadId): number {
    const stage = store.get(id)?.stage
    return stage && 'attempts' in stage ? stage.attempts : TRIES
  }

  /** In milliseconds; undefined where there is to be none. */
  function waitBeforeNextTry(id: UploadId, gateway: GatewayId, problem: Problem) {
    const tries = triesOf(id)
    if (!isWorthRetrying(problem) || tries >= TRIES) return undefined
    // Where the gateway is down, knocking early would only use up the tries.
    const isDown = gatewayStatus.isHeldBy(gateway, 'unreachable')
    return isDown ? longestBackoff(tries) : backoff(tries, random)
  }

  /** Gives its turn up when it is done, whatever came of it. */
  return async function send(upload: Upload, task: Task): Promise<void> {
    const { id, gateway, size, stage } = upload
    const account = gatewayStatus.accountOf(gateway)
    if (stage.name !== 'ready' || account === undefined) return tasks.release(id)
    const content: Content = { gateway, account, hash: stage.hash }
    let lastPace: Pace = {}
    const watch: SendWatch = {
      onProgress(sent) {
        if (!tasks.owns(id, task)) return
        task.sent = sent
        gatewayStatus.linkOf(gateway).noteProgress(task, tasks.sendingTo(gateway).length)
        store.dispatch(id, sent < size ? { type: 'sent-so-far', sent } : { type: 'all-sent' })
      },
      onAnswer(accepted, pace) {
        lastPace = pace
        if (accepted) gatewayStatus.noteResponse(content, pace)
      },
    }
    try {
      const outcome = await ports.exclusively(content, () => transfer(upload, content, task, watch))
      if (outcome !== 'busy' || !tasks.owns(id, task)) return
      tasks.release(id)
      scheduler.waitForOtherTab(id, (signal) => ports.whenFree(content, signal))
    } catch (caught) {
      if (!tasks.owns(id, task)) return
      tasks.release(id)
      handleFailure(upload, content, asProblem(caught), lastPace)
    }
  }
}
