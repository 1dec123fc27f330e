import { FlaskConical } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { describeOptions } from '../../../core/traffic/custom-send-options.ts'
import { Button } from '../../../ui/Button.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useInspector } from '../inspector-context.ts'
import { useHeightVariable } from './use-height-variable.ts'

const ON_INK = 'focus-visible:outline-page'

/** Says which options apply to this tab. Renders nothing when files are sent as usual. */
export function CustomSendBar({ onChange }: { onChange: () => void }) {
  const inspector = useInspector()
  const bar = useRef<HTMLElement>(null)
  const words = describeOptions(useValue(inspector.options)).join(', ')
  const wasInForce = useRef(false)
  const { politely } = useAnnounce()
  useHeightVariable('--options-bar', bar, words !== '')

  // Announces the options in the live region.
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
            inspector.resetOptions()
          }}
        >
          Back to normal
        </Button>
      </div>
    </section>
  )
}
