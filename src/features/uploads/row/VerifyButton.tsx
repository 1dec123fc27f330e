import { ShieldCheck } from 'lucide-react'
import { Button } from '../../../ui/Button.tsx'
import type { Gesture } from '../list/use-gesture.ts'

export function VerifyButton({ check: { start, isPending } }: { check: Gesture<void> }) {
  return (
    <Button
      look="quiet"
      tight
      aria-label="Verify"
      aria-busy={isPending}
      title="Verify: fetches the file from its URL and compares it with yours"
      idle={isPending}
      onClick={() => start()}
    >
      <ShieldCheck size={15} aria-hidden className={isPending ? 'animate-pulse' : ''} />
    </Button>
  )
}
