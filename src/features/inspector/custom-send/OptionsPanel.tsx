import { useState, useSyncExternalStore } from 'react'
import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import { plural } from '../../../core/text/format.ts'
import { describeOptions } from '../../../core/traffic/custom-send-options.ts'
import type { CustomSendRun } from '../../../core/traffic/custom-send-run.ts'
import { detailsLink } from '../../../core/traffic/details-link.ts'
import { Button } from '../../../ui/Button.tsx'
import { RunTable } from '../details/RunTable.tsx'
import type { InspectorPorts } from '../log/inspector-ports.ts'
import { OptionsForm } from './OptionsForm.tsx'

/** How every file of this tab is sent from now on, and what came of it so far. */
export function OptionsPanel({ ports, gateway }: { ports: InspectorPorts; gateway: GatewayId }) {
  const options = useSyncExternalStore(ports.subscribeOptions, ports.options)
  /** Another for a form that forgets what is typed into it. */
  const [form, setForm] = useState(0)

  return (
    <div className="@container text-sm">
      <div className="grid @min-[70rem]:grid-cols-[39rem_minmax(0,1fr)] grid-cols-1 @min-[70rem]:items-start gap-x-8 gap-y-5">
        <section aria-label="Options of this tab" className="grid grid-cols-1 gap-3">
          <p className="max-w-prose text-soft">
            Until you go back to normal or close this tab, every file that you send from it goes out
            this way. That includes files which the gateway already has.
          </p>
          <OptionsForm key={form} options={options} onChange={ports.setOptions} />
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button
              onClick={() => {
                ports.resetOptions()
                setForm((before) => before + 1)
              }}
            >
              Back to normal
            </Button>
            <p className="text-soft">
              {describeOptions(options).length === 0 && <span>Nothing is different now.</span>}
              {options.repeat > 1 && (
                <span>{`Each file is sent ${plural(options.repeat, 'time')} to ${GATEWAYS[gateway].label}, and each send counts against its rate limit.`}</span>
              )}
            </p>
          </div>
        </section>
        <Runs ports={ports} />
      </div>
    </div>
  )
}

/** The address is what details are opened by. */
function showDetails({ gateway, subject: { hash } }: CustomSendRun): void {
  location.hash = detailsLink({ gateway, hash })
}

function Runs({ ports }: { ports: InspectorPorts }) {
  const runs = useSyncExternalStore(ports.subscribeRuns, ports.runs)
  return (
    <section aria-label="Latest tests" className="grid grid-cols-1 gap-3">
      <p className="font-medium">Latest tests</p>
      {runs.length === 0 && (
        <p className="text-soft">
          None yet. Drop a file while options are in force, or send one from its details.
        </p>
      )}
      {runs.map((run) => (
        <RunTable key={run.id} run={run} onOpen={() => showDetails(run)} />
      ))}
    </section>
  )
}
