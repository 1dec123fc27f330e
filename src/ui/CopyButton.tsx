import { Check, Copy } from 'lucide-react'
import { type MouseEvent, useEffect, useState } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import { CopyByHand } from './CopyByHand.tsx'

/** How long "Copied" is shown, in milliseconds. */
const SHOWN_FOR = 2500

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  label: string
  /** Asked for only when the button is pressed. */
  text: () => string
}

/** Says "Copied" only after the clipboard took the text; where it refuses, the text is shown, selected. */
export function CopyButton({ label, text, className = '', ...rest }: CopyButtonProps) {
  /** How often, since it last said so: each time is told for as long. */
  const [copied, setCopied] = useState(0)
  const [refused, setRefused] = useState<string>()
  /** Of the button as it was pressed, in pixels. */
  const [width, setWidth] = useState<number>()

  // Follows the clock: the outcome is news for a moment only.
  useEffect(() => {
    if (copied === 0) return
    const timer = setTimeout(() => setCopied(0), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy({ currentTarget }: MouseEvent): Promise<void> {
    setWidth(currentTarget.getBoundingClientRect().width)
    const wanted = text()
    try {
      await navigator.clipboard.writeText(wanted)
      setCopied((times) => times + 1)
    } catch {
      setRefused(wanted)
    }
  }

  return (
    <>
      <Button
        {...rest}
        // As wide whatever it says, so that its neighbours stay where they are.
        style={copied > 0 ? { minWidth: width } : undefined}
        className={`min-w-30 justify-center ${className}`}
        onClick={(event) => void copy(event)}
      >
        {copied > 0 ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
        <span>{copied > 0 ? 'Copied' : label}</span>
      </Button>
      {refused !== undefined && (
        <CopyByHand label={label} text={refused} onClose={() => setRefused(undefined)} />
      )}
    </>
  )
}
