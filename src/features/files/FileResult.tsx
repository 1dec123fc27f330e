import { Info } from 'lucide-react'
import { useRef, useState } from 'react'
import type { UploadedFile } from '../../core/contract.ts'
import { isWebLink } from '../../core/link.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { selectText } from '../../ui/select-text.ts'
import { FileFacts } from './FileFacts.tsx'

/** Where the file now lives, ready to copy. What is not http or https is shown, never linked. */
export function FileResult({ result }: { result: UploadedFile }) {
  const [factsShown, setFactsShown] = useState(false)
  const url = useRef<HTMLAnchorElement & HTMLSpanElement>(null)
  const text = 'min-w-0 flex-1 truncate font-mono text-sm'
  return (
    <div className="grid grid-cols-1 gap-1 rounded-lg bg-sunken p-1 pl-3">
      <div className="flex items-center gap-1">
        {isWebLink(result.url) ? (
          <a
            ref={url}
            href={result.url}
            target="_blank"
            rel="noopener noreferrer"
            className={`${text} text-accent underline-offset-4 hover:underline`}
          >
            {result.url}
          </a>
        ) : (
          <span ref={url} className={text}>
            {result.url}
          </span>
        )}
        <Button
          look="quiet"
          className="px-2"
          aria-label="Facts"
          title="Media type, file ID, content hash"
          aria-expanded={factsShown}
          onClick={() => setFactsShown(!factsShown)}
        >
          <Info size={15} aria-hidden />
        </Button>
        <CopyButton
          label="Copy URL"
          text={() => result.url}
          onRefused={() => selectText(url.current)}
        />
      </div>
      {factsShown && <FileFacts result={result} />}
    </div>
  )
}
