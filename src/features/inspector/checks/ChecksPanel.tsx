import { useRef, useSyncExternalStore } from 'react'
import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import { resultOf, summarizeChecks } from '../../../core/traffic/checks/check-line.ts'
import { Button } from '../../../ui/Button.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'
import { CheckLine } from './CheckLine.tsx'
import { CheckPlan } from './CheckPlan.tsx'
import { CheckReport } from './CheckReport.tsx'
import { useChecks } from './use-checks.ts'

const NOTHING = { lines: [], isOver: true }

/** Checks whether a gateway keeps its contract. Lists the calls before it makes them. */
export function ChecksPanel({ gateway }: { gateway: GatewayId }) {
  const { lacksKey: lacksKeyNow, subscribeKeys, apiOf } = useInspector()
  const { version, run, start } = useChecks(gateway)
  const { politely } = useAnnounce()
  const list = useRef<HTMLOListElement>(null)
  const progress = useSyncExternalStore(run?.subscribe ?? never, () => run?.progress() ?? NOTHING)
  const lacksKey = useSyncExternalStore(subscribeKeys, () => lacksKeyNow(gateway))
  const api = apiOf(gateway)
  const host = words.check.host(hostOf(api), version)
  const { lines, isOver } = progress

  async function check(): Promise<void> {
    const begun = start()
    politely('')
    await begun.over
    politely(summarizeChecks(begun.progress().lines))
  }

  function showFailed(): void {
    const place = lines.findIndex((line) => resultOf(line)?.outcome === 'fail')
    const item = list.current?.children[place]
    if (!(item instanceof HTMLElement)) return
    item.focus({ preventScroll: true })
    item.scrollIntoView({ block: 'start' })
  }

  return (
    <section aria-label={words.checks} className="flex h-full flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-line border-b py-2 pe-3 ps-5 max-sm:ps-4">
        {/* One button, so that the focus stays when a run starts and ends. */}
        {run && !isOver ? (
          <Button key="run" onClick={run.cancel}>
            {words.check.stop}
          </Button>
        ) : (
          <Button key="run" look="tinted" idle={lacksKey} onClick={() => void check()}>
            {run ? words.check.again : words.check.start}
          </Button>
        )}
        {lacksKey && <p>{words.check.keyFirst(GATEWAYS[gateway].label)}</p>}
        {run && <p className="wrap-anywhere min-w-0 text-soft">{host}</p>}
        {run && isOver && <CheckReport run={run} gateway={api} onFailed={showFailed} />}
      </div>
      {run ? (
        <ol
          ref={list}
          aria-label={words.check.outcomes}
          className="scroll-quiet min-h-0 flex-1 overflow-y-auto"
        >
          {lines.map((line) => (
            <CheckLine key={line.id} line={line} />
          ))}
        </ol>
      ) : (
        <CheckPlan host={host} version={version} />
      )}
    </section>
  )
}

/** The host and path of a gateway, because two gateways may share a host. */
function hostOf(api: string): string {
  return api.replace(/^https?:\/\//, '')
}

function never(): () => void {
  return () => {}
}
