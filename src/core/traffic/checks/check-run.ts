import { explain } from '../../api/explain.ts'
import { asProblem } from '../../api/problem.ts'
import type { Exchange } from '../exchange.ts'
import { callPatiently } from './call-patiently.ts'
import type { Check, CheckCall, CheckContext, Verdict } from './check.ts'
import type { CheckLine, CheckState } from './check-line.ts'
import { GATEWAY_CHECKS } from './gateway-checks.ts'
import { Judged, notApplicable } from './verdict.ts'

/** What a run of checks needs of the world. */
export interface CheckTools extends Pick<CheckContext, 'hash' | 'random'> {
  call: CheckCall
}

/** How a run of checks stands. Never changed: another takes its place. */
interface CheckProgress {
  /** A line a check, in their order. */
  lines: readonly CheckLine[]
  isOver: boolean
}

export interface CheckRun {
  /** When it began, in milliseconds since 1970. */
  at: number
  /** The same object until something changes. */
  progress(): CheckProgress
  subscribe(listener: () => void): () => void
  /** Breaks off the call under way and makes no other. */
  cancel(): void
  /** Resolves when it is over. Never rejects. */
  over: Promise<void>
}

/** Makes the checks one after another; what they see is in {@link CheckRun.progress}. */
export function startCheckRun(
  { call, hash, random }: CheckTools,
  checks: readonly Check[] = GATEWAY_CHECKS,
): CheckRun {
  const listeners = new Set<() => void>()
  const controller = new AbortController()
  const { signal } = controller
  let progress: CheckProgress = {
    lines: checks.map(({ id, title, sends }) => {
      return { id, title, sends, state: { name: 'waiting' }, exchanges: [] }
    }),
    isOver: false,
  }

  function set(change: Partial<CheckProgress>): void {
    progress = { ...progress, ...change }
    for (const listener of listeners) listener()
  }

  function setLine(place: number, edit: (line: CheckLine) => Partial<CheckLine>): void {
    const line = progress.lines[place]
    if (line) set({ lines: progress.lines.with(place, { ...line, ...edit(line) }) })
  }

  const setState = (place: number, state: CheckState) => setLine(place, () => ({ state }))
  const judge = (place: number, verdict: Verdict) => setState(place, { name: 'judged', verdict })

  function contextFor(place: number, known: CheckContext['known']): CheckContext {
    const note = (exchange: Exchange) =>
      setLine(place, ({ exchanges }) => ({ exchanges: [...exchanges, exchange] }))
    return {
      call: (request) =>
        callPatiently(call, request, {
          signal,
          onCall: ({ exchange }) => note(exchange),
          onHeld: (until) =>
            setState(place, until === undefined ? { name: 'running' } : { name: 'held', until }),
        }),
      cite: note,
      hash,
      random,
      known,
    }
  }

  /** @returns whether somebody answered */
  async function make(check: Check, place: number, known: CheckContext['known']) {
    setState(place, { name: 'running' })
    try {
      judge(place, await check.run(contextFor(place, known)))
    } catch (caught) {
      if (caught instanceof Judged) {
        judge(place, caught.verdict)
        return !caught.isUnanswered
      }
      const what = signal.aborted ? 'It was stopped before' : explain(asProblem(caught)).what
      judge(place, notApplicable(`${what}.`))
    }
    return true
  }

  async function makeAll(): Promise<void> {
    const known = {}
    let unanswered = 0
    let isGone = false
    for (const [place, check] of checks.entries()) {
      if (signal.aborted) judge(place, notApplicable('It was stopped before.'))
      else if (isGone) judge(place, notApplicable('Nobody answers there.'))
      else unanswered = (await make(check, place, known)) ? 0 : unanswered + 1
      // The others would wait in vain, after the very first call or two checks in a row.
      isGone ||= unanswered === 2 || (place === 0 && unanswered === 1)
    }
    set({ isOver: true })
  }

  return {
    at: Date.now(),
    progress: () => progress,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    cancel: () => controller.abort(),
    over: makeAll(),
  }
}
