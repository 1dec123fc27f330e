import type { Content, KnownContent } from '../api/content.ts'
import type { UploadedFile } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import type { Pace } from '../api/pacing.ts'
import { asProblem, isNetworkFault, ProblemError } from '../api/problem.ts'
import type { ReadonlyValue } from '../state/value.ts'
import type { Upload } from '../uploads/upload.ts'
import type { ActiveTasks, Task } from './active-tasks.ts'
import { createAskRule } from './ask-rule.ts'
import type { GatewayStatus } from './gateway-status.ts'
import type { Scheduler } from './scheduler.ts'

/** Browser connections shared by asks and sends. */
const CONNECTIONS = 5

/** Until the link is measured, asks stop while this many asked files have not ended. */
const MAX_AHEAD = 8

/** What an ask needs from other rooms. */
export interface AskerPorts {
  /** Whether the gateway can be asked for a content. */
  mayAsk(gateway: GatewayId): boolean
  /**
   * Asks the gateway for a file with this content. `result` is undefined if it has no such file.
   *
   * @throws {ProblemError} for any other answer
   * @throws {DOMException} the reason of `signal` when it fires
   */
  ask(
    upload: Upload,
    content: Content,
    signal: AbortSignal,
  ): Promise<{ result: UploadedFile | undefined; pace: Pace }>
  /** The earlier result of this content, if it is known. */
  recall(content: Content): Promise<KnownContent | undefined>
  /** Called with each valid result, new or known, just before its file is `uploaded`. */
  remember(upload: Upload, content: Content, result: UploadedFile): void
  /** Called when the connection to a gateway may be broken. */
  suspect(gateway: GatewayId): void
  /** Called when a gateway has answered. */
  arrived(gateway: GatewayId): void
}

interface AskerOptions {
  ports: AskerPorts
  tasks: ActiveTasks
  gatewayStatus: GatewayStatus
  /** A getter, because the scheduler is created later and needs {@link isCheaper}. */
  scheduler: () => Scheduler
  paused: ReadonlyValue<boolean>
}

/**
 * Asks gateways for contents before they are sent. A failed ask never fails its file, which is then
 * sent.
 */
export function createAsker({ ports, tasks, gatewayStatus, scheduler, paused }: AskerOptions) {
  const rules = { varg: createAskRule(), sandbox: createAskRule() }

  /** Whether to ask for a file before it is sent. Never when a person sends the file again. */
  function isCheaper({ gateway, size, stage }: Upload): boolean {
    const isWanted = 'again' in stage && stage.again
    const rate = gatewayStatus.linkOf(gateway).rateAtMost()
    return !isWanted && ports.mayAsk(gateway) && rules[gateway].isCheaper(size, rate)
  }

  /** Whether an ask may start beside the calls in flight. Leaves one call to the sends. */
  function mayStart({ gateway }: Upload): boolean {
    const sends = tasks.sendingTo(gateway).length
    const asks = tasks.callsTo(gateway).length - sends
    if (asks >= Math.max(1, CONNECTIONS - Math.max(1, sends))) return false
    const isMeasured = gatewayStatus.linkOf(gateway).rateAtMost() !== undefined
    if (!isMeasured && scheduler().countAsked() >= MAX_AHEAD) return false
    const reserved = sends > 0 || scheduler().hasToSend(gateway) ? 1 : 0
    return gatewayStatus.room(gateway, (since) => tasks.callsTo(gateway, since).length) > reserved
  }

  /** @returns the result of the content, or undefined when the file must be scheduled again */
  async function find(upload: Upload, content: Content, task: Task) {
    const { id, gateway, stage } = upload
    const attempts = 'attempts' in stage ? stage.attempts : 0
    const isCurrent = () =>
      tasks.owns(id, task) && gatewayStatus.accountOf(gateway) === content.account
    const known = await ports.recall(content)
    if (!isCurrent()) return undefined
    if (known || paused.get() || gatewayStatus.holdFor(gateway, attempts)) return known
    const began = Date.now()
    const { result, pace } = await ports.ask(upload, content, task.controller.signal)
    rules[gateway].noteAnswer(Date.now() - began)
    gatewayStatus.noteResponse(content, pace, result ? 1 : 0)
    gatewayStatus.unhold(gateway, 'unreachable')
    ports.arrived(gateway)
    if (!isCurrent()) return undefined
    if (!result) scheduler().noteAsked(id)
    return result && { result, path: undefined }
  }

  async function ask(upload: Upload, task: Task): Promise<void> {
    const { id, gateway, stage } = upload
    const account = gatewayStatus.accountOf(gateway)
    if (stage.name !== 'ready' || account === undefined) return tasks.release(id)
    const content: Content = { gateway, account, hash: stage.hash }
    try {
      const found = await find(upload, content, task)
      if (!tasks.owns(id, task)) return
      tasks.release(id)
      if (!found) return scheduler().place(id)
      const { result, path } = found
      ports.remember(upload, content, result)
      scheduler().end(id, { type: 'found', result, first: path })
    } catch (caught) {
      if (!tasks.owns(id, task)) return
      tasks.release(id)
      noteFailure(upload, content, caught)
      scheduler().place(id)
    }
  }

  function noteFailure({ id, gateway }: Upload, content: Content, caught: unknown): void {
    const problem = asProblem(caught)
    const { pace = {} } = caught instanceof ProblemError ? caught : {}
    if (isNetworkFault(problem)) ports.suspect(gateway)
    if (!gatewayStatus.noteRefusal(content, problem, pace)) rules[gateway].noteFailure()
    if (gatewayStatus.accountOf(gateway) === content.account) scheduler().noteAsked(id)
  }

  return { isCheaper, mayStart, ask }
}
