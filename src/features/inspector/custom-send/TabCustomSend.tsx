import { useState } from 'react'
import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import { isOrdinary } from '../../../core/traffic/custom-send-options.ts'
import { Button } from '../../../ui/Button.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'
import { CustomSendForm } from './CustomSendForm.tsx'
import { TabRuns } from './CustomSendRuns.tsx'

const text = words.custom

/** The options of every file that this tab sends, and the runs so far. */
export function TabCustomSend({ gateway }: { gateway: GatewayId }) {
  const inspector = useInspector()
  const options = useValue(inspector.options)
  /** The key of the form. A new one clears what is typed into it. */
  const [form, setForm] = useState(0)
  const { repeat } = options

  return (
    <div className="grid min-h-full grid-cols-1 lg:h-full lg:grid-cols-[minmax(0,1fr)_26rem]">
      <section
        aria-label={text.options}
        className="scroll-quiet min-w-0 px-5 pt-2 pb-4 max-sm:px-4 lg:overflow-y-auto"
      >
        <CustomSendForm
          key={form}
          gateway={gateway}
          intro={text.tabIntro}
          options={options}
          onChange={inspector.options.set}
          button={
            <Button
              idle={isOrdinary(options)}
              onClick={() => {
                inspector.resetOptions()
                setForm((before) => before + 1)
              }}
            >
              {text.reset}
            </Button>
          }
          note={
            <>
              {isOrdinary(options) && <span>{text.unchanged}</span>}
              {repeat > 1 && <span>{text.cost(repeat, GATEWAYS[gateway].label)}</span>}
            </>
          }
        />
      </section>
      <TabRuns />
    </div>
  )
}
