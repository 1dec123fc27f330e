import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from './Button.tsx'

/** How long the outcome is shown, in milliseconds. */
const SHOWN_FOR = 2500

type Outcome = 'idle' | 'copied' | 'refused'

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  label: string
  /** Asked for only when the button is pressed. */
  text: () => string
  /** Called where the clipboard refused, to select the text for copying by hand. */
  onRefused: () => void
}

/** Says "Copied" only after the clipboard took the text. */
export function CopyButton({ label, text, onRefused, ...rest }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('idle')

  // Follows the clock: the outcome is news for a moment only.
  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text())
      setOutcome('copied')
    } catch {
      setOutcome('refused')
      onRefused()
    }
  }

  return (
    <Button {...rest} onClick={() => void copy()}>
      {outcome === 'copied' ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Press Ctrl+C' : label}
    </Button>
  )
}
