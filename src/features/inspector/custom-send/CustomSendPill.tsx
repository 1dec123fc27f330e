import { useEffect, useRef } from 'react'
import { describeOptions } from '../../../core/traffic/describe-options.ts'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'

/** Says in the header which options apply to this tab. Renders nothing when files are sent as usual. */
export function CustomSendPill({ onShow }: { onShow: () => void }) {
  const options = describeOptions(useValue(useInspector().options)).join(', ')
  const wasActive = useRef(false)
  const { politely } = useAnnounce()

  // Announces the options in the live region.
  useEffect(() => {
    if (options !== '') politely(words.custom.announce(options))
    else if (wasActive.current) politely(words.custom.announceEnd)
    wasActive.current = options !== ''
  }, [options, politely])

  if (options === '') return null
  const name = words.custom.active(options)
  return (
    <Pill look="ink" name={name} tip={name} onPress={onShow}>
      {words.customSend}
    </Pill>
  )
}
