import { Check, Copy } from 'lucide-react'
import { FORMATS } from '../../core/request/snippets/formats.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Select } from './fields.tsx'
import { useRequest } from './request-context.ts'
import { words } from './words.ts'

const OPTIONS = Object.entries(FORMATS).map(([value, label]) => ({ value, label }))

interface RequestFootProps {
  format: string
  /** Whether nothing can be copied yet. A press then says why. */
  isIdle: boolean
}

/** The format, and the button that copies the request in it. */
export function RequestFoot({ format, isIdle }: RequestFootProps) {
  const { composer, copy, isCopied } = useRequest()
  return (
    <footer className="flex shrink-0 gap-2 border-line border-t bg-panel px-4 py-2.75 max-sm:pb-[calc(0.6875rem+env(safe-area-inset-bottom))]">
      <Select
        label={words.format}
        options={OPTIONS}
        // Falls back to the first format for an unknown id, such as one of another page version.
        value={format in FORMATS ? format : (OPTIONS[0]?.value ?? '')}
        onChange={(chosen) => composer.change({ format: chosen })}
        className="min-h-8.5! w-34 max-sm:min-h-11! pointer-coarse:min-h-11!"
      />
      <Button
        look="filled"
        idle={isIdle}
        data-tip={words.copy}
        data-keys="Ctrl+Enter"
        className="min-h-8.5! flex-1 max-sm:min-h-11! pointer-coarse:min-h-11!"
        // An idle button ignores onClick, but copy() must run to say what is missing.
        onClickCapture={() => void copy()}
      >
        <Icon of={isCopied ? Check : Copy} className={isCopied ? 'animate-tick' : ''} />
        <span>{isCopied ? words.copied : words.copy}</span>
      </Button>
    </footer>
  )
}
