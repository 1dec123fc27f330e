import { FlaskConical } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { describeOptions } from '../../../core/traffic/custom-send-options.ts'
import { Button } from '../../../ui/Button.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import type { InspectorPorts } from '../log/inspector-ports.ts'
import { useHeightVariable } from '../log/use-height-variable.ts'

const ON_INK = 'focus-visible:outline-page'

/** Says for as long as files are sent differently that they are. Nothing where they are not. */
export function OptionsBar({ ports, onChange }: { ports: InspectorPorts; onChange: () => void }) {
  const bar = useRef<HTMLElement>(null)
  const options = useSyncExternalStore(ports.subscribeOptions, ports.options)
  const words = describeOptions(options).join(', ')
  const wasInForce = useRef(false)
  const { politely } = useAnnounce()
  useHeightVariable('--options-bar', bar, words !== '')

  // Follows the options into the live region.
  useEffect(() => {
    if (words !== '') politely(`Files are sent differently now: ${words}.`)
    else if (wasInForce.current) politely('Files are sent as always again.')
    wasInForce.current = words !== ''
  }, [words, politely])

  if (words === '') return null
  return (
    <section
      ref={bar}
      aria-label="Test options in force"
      className="sticky top-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 bg-ink px-3 py-2 text-page text-sm sm:px-6"
    >
      <p className="flex min-w-0 flex-1 basis-72 items-start gap-2">
        <FlaskConical size={16} aria-hidden className="mt-0.5 shrink-0" />
        <span className="min-w-0">
          <strong className="font-semibold">Test options in force:</strong> {words}.
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button className={ON_INK} onClick={onChange}>
          Change
        </Button>
        <Button
          className={ON_INK}
          onClick={() => {
            leaveFocus(bar.current)
            ports.resetOptions()
          }}
        >
          Back to normal
        </Button>
      </div>
    </section>
  )
}
