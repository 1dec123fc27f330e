import { Check, Copy } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import { CopyByHand } from './CopyByHand.tsx'
import { Icon } from './Icon.tsx'
import { useAnnounce } from './LiveRegions.tsx'
import { useCopied } from './use-copied.ts'
import { words } from './words.ts'

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  label: string
  /** Shown after copying, such as "12 URLs copied". Called only when the button is pressed. */
  copiedLabel?: () => string
  /** Classes of the text, such as one that hides it on phones. */
  labelClassName?: string
  /** Called only when the button is pressed. */
  text: () => string
}

/** Announces "Copied" after copying. When the clipboard rejects the text, a dialog shows it. */
export function CopyButton({
  label,
  copiedLabel = () => words.copied,
  labelClassName = '',
  text,
  className = '',
  ...rest
}: CopyButtonProps) {
  const { politely } = useAnnounce()
  const [isCopied, markCopied] = useCopied()
  const [rejected, setRejected] = useState<string>()
  const [news, setNews] = useState('')
  /** Width of the button when it was pressed, in pixels. */
  const [width, setWidth] = useState<number>()

  async function copy({ currentTarget }: MouseEvent): Promise<void> {
    setWidth(currentTarget.getBoundingClientRect().width)
    const copiedText = text()
    try {
      const copied = copiedLabel()
      await navigator.clipboard.writeText(copiedText)
      setNews(copied)
      markCopied()
      politely(copied)
    } catch {
      setRejected(copiedText)
    }
  }

  return (
    <>
      <Button
        {...rest}
        // Keeps its width while the label changes, so that its neighbours do not move.
        style={isCopied ? { minWidth: width } : undefined}
        className={`${isCopied ? 'text-accent!' : ''} ${className}`}
        onClick={(event) => void copy(event)}
      >
        {isCopied ? <Icon of={Check} className="animate-tick" /> : <Icon of={Copy} />}
        <span className={labelClassName}>{isCopied ? news : label}</span>
      </Button>
      {rejected !== undefined && (
        <CopyByHand label={label} text={rejected} onClose={() => setRejected(undefined)} />
      )}
    </>
  )
}
