import { Check, Copy } from 'lucide-react'
import { type MouseEvent, useEffect, useState } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import { CopyByHand } from './CopyByHand.tsx'

/** How long "Copied" is shown, in milliseconds. */
const SHOWN_FOR = 2500

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  label: string
  /** Called only when the button is pressed. */
  text: () => string
}

/** Shows "Copied" once the clipboard has the text. When it rejects, a dialog shows the text. */
export function CopyButton({ label, text, className = '', ...rest }: CopyButtonProps) {
  /** Number of copies since the label was last reset. Each copy restarts the timer. */
  const [copied, setCopied] = useState(0)
  const [rejected, setRejected] = useState<string>()
  /** Width of the button when it was pressed, in pixels. */
  const [width, setWidth] = useState<number>()

  // Follows the clock: the label is reset after a moment.
  useEffect(() => {
    if (copied === 0) return
    const timer = setTimeout(() => setCopied(0), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy({ currentTarget }: MouseEvent): Promise<void> {
    setWidth(currentTarget.getBoundingClientRect().width)
    const copiedText = text()
    try {
      await navigator.clipboard.writeText(copiedText)
      setCopied((times) => times + 1)
    } catch {
      setRejected(copiedText)
    }
  }

  return (
    <>
      <Button
        {...rest}
        // Keeps its width while the label changes, so that its neighbours do not move.
        style={copied > 0 ? { minWidth: width } : undefined}
        className={`min-w-30 justify-center ${className}`}
        onClick={(event) => void copy(event)}
      >
        {copied > 0 ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
        <span>{copied > 0 ? 'Copied' : label}</span>
      </Button>
      {rejected !== undefined && (
        <CopyByHand label={label} text={rejected} onClose={() => setRejected(undefined)} />
      )}
    </>
  )
}
