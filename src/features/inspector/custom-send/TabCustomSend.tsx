import { useState } from 'react'
import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import { plural } from '../../../core/text/format.ts'
import { describeOptions } from '../../../core/traffic/custom-send-options.ts'
import { Button } from '../../../ui/Button.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { useInspector } from '../inspector-context.ts'
import { CustomSendForm } from './CustomSendForm.tsx'
import { TabRuns } from './CustomSendRuns.tsx'

const INTRO =
  'Until you go back to normal or close this tab, every file that you send from it goes out this way. That includes files which the gateway already has.'

/** The options of every file that this tab sends, and the runs so far. */
export function TabCustomSend({ gateway }: { gateway: GatewayId }) {
  const inspector = useInspector()
  const options = useValue(inspector.options)
  /** The key of the form. A new one clears what is typed into it. */
  const [form, setForm] = useState(0)

  return (
    <div className="@container text-sm">
      <div className="grid @min-[70rem]:grid-cols-[39rem_minmax(0,1fr)] grid-cols-1 @min-[70rem]:items-start gap-x-8 gap-y-5">
        <section aria-label="Options of this tab">
          <CustomSendForm
            key={form}
            intro={INTRO}
            options={options}
            onChange={inspector.options.set}
            button={
              <Button
                onClick={() => {
                  inspector.resetOptions()
                  setForm((before) => before + 1)
                }}
              >
                Back to normal
              </Button>
            }
            note={
              <>
                {describeOptions(options).length === 0 && <span>Nothing is different now.</span>}
                {options.repeat > 1 && (
                  <span>{`Each file is sent ${plural(options.repeat, 'time')} to ${GATEWAYS[gateway].label}, and each send counts against its rate limit.`}</span>
                )}
              </>
            }
          />
        </section>
        <TabRuns />
      </div>
    </div>
  )
}
