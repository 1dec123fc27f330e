import { useRef, useSyncExternalStore } from 'react'
import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import { resultOf, summarizeChecks } from '../../../core/traffic/checks/check-line.ts'
import type { CheckRun } from '../../../core/traffic/checks/check-run.ts'
import { Button } from '../../../ui/Button.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { useInspector } from '../inspector-context.ts'
import { CheckLine } from './CheckLine.tsx'
import { CheckCost, CheckPlan } from './CheckPlan.tsx'
import { CheckReport } from './CheckReport.tsx'
import { useChecks } from './use-checks.ts'

/** Checks whether a gateway keeps its contract. Lists the calls before it makes them. */
export function ChecksPanel({ gateway }: { gateway: GatewayId }) {
  const { lacksKey: lacksKeyNow, subscribeKeys, apiOf } = useInspector()
  const { run, start } = useChecks(gateway)
  const { politely } = useAnnounce()
  const isOver = useSyncExternalStore(run?.subscribe ?? never, () => run?.progress().isOver ?? true)
  const lacksKey = useSyncExternalStore(subscribeKeys, () => lacksKeyNow(gateway))
  const api = apiOf(gateway)

  async function check(): Promise<void> {
    const begun = start()
    politely('')
    await begun.over
    politely(summarizeChecks(begun.progress().lines))
  }

  return (
    <section aria-label="Checks" className="grid grid-cols-1 gap-3 text-sm">
      {!run && <CheckCost host={hostOf(api)} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button look="primary" idle={!isOver || lacksKey} onClick={() => void check()}>
          {run ? 'Check again' : 'Check this gateway'}
        </Button>
        {run && (
          <Button idle={isOver} onClick={run.cancel}>
            Stop
          </Button>
        )}
        <p className="wrap-anywhere min-w-0 text-soft">
          {lacksKey ? `Save a key of ${GATEWAYS[gateway].label} first.` : run && hostOf(api)}
        </p>
      </div>
      {run ? <Progress run={run} api={api} /> : <CheckPlan />}
    </section>
  )
}

function Progress({ run, api }: { run: CheckRun; api: string }) {
  const { lines, isOver } = useSyncExternalStore(run.subscribe, run.progress)
  const list = useRef<HTMLOListElement>(null)

  function showFailed(): void {
    const place = lines.findIndex((line) => resultOf(line)?.outcome === 'fail')
    const item = list.current?.children[place]
    if (!(item instanceof HTMLElement)) return
    item.focus({ preventScroll: true })
    item.scrollIntoView({ block: 'start' })
  }

  return (
    <>
      {isOver && <CheckReport lines={lines} gateway={api} at={run.at} onFailed={showFailed} />}
      <ol
        ref={list}
        aria-label="Outcomes"
        className="grid grid-cols-1 divide-y divide-line border-line border-t"
      >
        {lines.map((line) => (
          <CheckLine key={line.id} line={line} />
        ))}
      </ol>
    </>
  )
}

/** The host and path of a gateway, because two gateways may share a host. */
function hostOf(api: string): string {
  return api.replace(/^https?:\/\//, '')
}

function never(): () => void {
  return () => {}
}
