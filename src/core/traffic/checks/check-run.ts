import type { ApiVersion } from '../../api/api-version.ts'
import { explainInFull } from '../../api/explain.ts'
import { asProblem } from '../../api/problem.ts'
import { createValue } from '../../state/value.ts'
import type { Exchange } from '../exchange.ts'
import type { Check, CheckCall, CheckContext, CheckResult } from './check.ts'
import type { CheckLine, CheckState } from './check-line.ts'
import { EarlyResult, notApplicable } from './check-result.ts'
import { GATEWAY_CHECKS } from './gateway-checks.ts'
import { callWithRetry } from './retry-call.ts'
import { words } from './words.ts'

/** External dependencies of a run. */
export interface CheckTools extends Pick<CheckContext, 'hash' | 'random'> {
  call: CheckCall
}

/** Progress of a run. Immutable: every change replaces the object. */
interface CheckProgress {
  /** One line per check, in order. */
  lines: readonly CheckLine[]
  isOver: boolean
}

export interface CheckRun {
  version: ApiVersion
  /** Start, in milliseconds since 1970. */
  at: number
  /** The same object until something changes. */
  progress(): CheckProgress
  subscribe(listener: () => void): () => void
  /** Aborts the call in flight and makes no others. */
  cancel(): void
  /** Resolves when the run is over. Never rejects. */
  over: Promise<void>
}

/** Runs the checks one after another. Their results are in {@link CheckRun.progress}. */
export function startCheckRun(
  { call, hash, random }: CheckTools,
  version: ApiVersion,
  checks: readonly Check[] = GATEWAY_CHECKS[version],
): CheckRun {
  const at = Date.now()
  const controller = new AbortController()
  const { signal } = controller
  const progress = createValue<CheckProgress>({
    lines: checks.map(({ id, title, sends }) => {
      return { id, title, sends, state: { name: 'waiting' }, exchanges: [] }
    }),
    isOver: false,
  })

  function set(change: Partial<CheckProgress>): void {
    progress.set({ ...progress.get(), ...change })
  }

  function setLine(index: number, edit: (line: CheckLine) => Partial<CheckLine>): void {
    const { lines } = progress.get()
    const line = lines[index]
    if (line) set({ lines: lines.with(index, { ...line, ...edit(line) }) })
  }

  const setState = (index: number, state: CheckState) => setLine(index, () => ({ state }))
  const finish = (index: number, result: CheckResult) => setState(index, { name: 'done', result })

  function contextFor(index: number, known: CheckContext['known']): CheckContext {
    const addExchange = (exchange: Exchange) =>
      setLine(index, ({ exchanges }) => ({ exchanges: [...exchanges, exchange] }))
    return {
      version,
      at,
      call: (request) =>
        callWithRetry(call, request, {
          signal,
          onCall: ({ exchange }) => addExchange(exchange),
          onHeld: (until) =>
            setState(index, until === undefined ? { name: 'running' } : { name: 'held', until }),
        }),
      reuseExchange: addExchange,
      hash,
      random,
      known,
    }
  }

  /** @returns whether a response arrived */
  async function runCheck(check: Check, index: number, known: CheckContext['known']) {
    setState(index, { name: 'running' })
    try {
      finish(index, await check.run(contextFor(index, known)))
    } catch (caught) {
      if (caught instanceof EarlyResult) {
        finish(index, caught.result)
        return !caught.hasNoResponse
      }
      const why = signal.aborted ? words.stopped : `${explainInFull(asProblem(caught))}.`
      finish(index, notApplicable(why))
    }
    return true
  }

  async function runAll(): Promise<void> {
    const known = { made: new Set<string>(), limited: [] }
    let withoutResponse = 0
    let isUnreachable = false
    for (const [index, check] of checks.entries()) {
      if (signal.aborted) finish(index, notApplicable(words.stopped))
      else if (isUnreachable) finish(index, notApplicable(words.noAnswerThere))
      else withoutResponse = (await runCheck(check, index, known)) ? 0 : withoutResponse + 1
      // Skips the rest when the first check, or two checks in a row, got no response.
      isUnreachable ||= withoutResponse === 2 || (index === 0 && withoutResponse === 1)
    }
    set({ isOver: true })
  }

  return {
    version,
    at,
    progress: progress.get,
    subscribe: progress.subscribe,
    cancel: () => controller.abort(),
    over: runAll(),
  }
}
