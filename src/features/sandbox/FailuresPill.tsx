import { Pill } from '../../ui/Pill.tsx'
import { useFailureCount } from './failure-count.ts'

interface FailuresPillProps {
  label: (count: number) => string
  /** What a press does. */
  tip: string
  onShow: () => void
}

/**
 * Says in the header that the sandbox simulates failures. Renders nothing without one. The page
 * passes the words, because those of this feature are loaded later.
 */
export function FailuresPill({ label, tip, onShow }: FailuresPillProps) {
  const count = useFailureCount(true)
  if (count === 0) return null
  return (
    <Pill look="bad" tip={tip} onPress={onShow}>
      {label(count)}
    </Pill>
  )
}
